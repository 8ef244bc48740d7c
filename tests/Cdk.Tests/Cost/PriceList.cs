using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptToImage.Cdk.Tests.Cost;

/// <summary>The tables of assumptions in docs/cost.md: lines of <c>| name | number | … |</c>.</summary>
public sealed partial class PriceList
{
    private readonly Dictionary<string, decimal> _numbers = [];

    public PriceList(string document)
    {
        foreach (Match line in Line().Matches(document))
        {
            _numbers.TryAdd(line.Groups["name"].Value, decimal.Parse(line.Groups["number"].Value, CultureInfo.InvariantCulture));
        }
    }

    public decimal this[string name] =>
        _numbers.TryGetValue(name, out var number) ? number : throw new KeyNotFoundException($"docs/cost.md has no number for '{name}'.");

    [GeneratedRegex(@"^\| (?<name>[^|]+?) \| (?<number>[0-9.]+) \|", RegexOptions.Multiline)]
    private static partial Regex Line();
}
