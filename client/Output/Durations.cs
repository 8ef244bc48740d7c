using System.Globalization;

namespace PromptToImage.Client.Output;

/// <summary>Lengths of time as a person reads them.</summary>
internal static class Durations
{
    public static string Show(TimeSpan time)
    {
        var culture = CultureInfo.InvariantCulture;
        return time switch
        {
            { TotalSeconds: < 60 } => string.Create(culture, $"{Math.Max(0, time.TotalSeconds):0.0} s"),
            { TotalHours: < 1 } => string.Create(culture, $"{time.Minutes} min {time.Seconds} s"),
            { TotalDays: < 1 } => string.Create(culture, $"{time.Hours} h {time.Minutes} min"),
            _ => string.Create(culture, $"{(int)time.TotalDays} d {time.Hours} h"),
        };
    }
}
