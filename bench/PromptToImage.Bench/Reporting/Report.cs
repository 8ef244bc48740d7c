using System.Globalization;

namespace PromptToImage.Bench.Reporting;

/// <summary>Prints the table of results, each line as soon as it is measured.</summary>
internal static class Report
{
    public static void Line(string what, string measured, string target = "") =>
        Console.WriteLine($"| {what,-58} | {measured,-38} | {target,-22} |");

    public static void Line(string what, FormattableString measured, string target = "") =>
        Line(what, measured.ToString(CultureInfo.InvariantCulture), target);
}
