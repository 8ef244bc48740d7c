using System.Globalization;

namespace PromptToImage.Contracts.Values;

/// <summary>A number of events per unit of time: <c>60/min</c>, <c>2.5/s</c>, <c>500/h</c>.</summary>
public readonly record struct Rate(double Count, TimeSpan Per)
{
    public double PerSecond => Count / Per.TotalSeconds;

    /// <exception cref="FormatException">The rate is less than one per minute.</exception>
    public int PerMinute =>
        PerSecond * 60 is var perMinute and >= 1 ? (int)Math.Round(perMinute) : throw new FormatException($"'{this}' is less than 1/min");

    /// <exception cref="FormatException">The text is not a rate above zero. The message gives an example.</exception>
    public static Rate Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (
            slash > 0
            && double.TryParse(text.AsSpan(0, slash), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            && count > 0
        )
        {
            switch (text[(slash + 1)..].Trim())
            {
                case "s":
                    return new Rate(count, TimeSpan.FromSeconds(1));
                case "min":
                    return new Rate(count, TimeSpan.FromMinutes(1));
                case "h":
                    return new Rate(count, TimeSpan.FromHours(1));
            }
        }

        throw new FormatException($"'{text}' is not a rate; write for example 60/min, 2/s or 500/h");
    }

    public override string ToString()
    {
        var unit = Per.TotalSeconds switch
        {
            1 => "s",
            60 => "min",
            _ => "h",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Count:0.###}/{unit}");
    }
}
