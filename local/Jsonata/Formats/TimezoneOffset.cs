namespace PromptToImage.Jsonata.Formats;

/// <summary>A timezone such as +0530. JSONata floors the hours, so that -0530 is six and a half hours behind.</summary>
internal readonly record struct TimezoneOffset(double Hours, double Minutes)
{
    public static TimezoneOffset Parse(string text)
    {
        var offset = IntegerParser.ParseInt(text);
        return new TimezoneOffset(Math.Floor(offset / 100), offset % 100);
    }
}
