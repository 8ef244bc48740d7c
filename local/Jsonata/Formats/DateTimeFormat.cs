using System.Text.RegularExpressions;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Formats;

/// <summary>A part of a format pattern for dates and times: text, or a marker such as [Y0001].</summary>
internal sealed record DateTimePart
{
    /// <summary>Null for a marker.</summary>
    public string? Literal { get; init; }

    /// <summary>The component's letter: Y for the year, and so on.</summary>
    public char Component { get; init; }

    /// <summary>The case of a name; null for a number.</summary>
    public NameCase? Names { get; init; }

    /// <summary>Null for no limit, NaN for a limit that is not a number.</summary>
    public double? MaxWidth { get; init; }

    /// <summary>The second presentation modifier; <c>t</c> writes Z for UTC.</summary>
    public char Modifier { get; init; }

    public IntegerFormat? Integer { get; init; }

    /// <summary>The number of digits of a year, month or day; -1 for any, null for other components.</summary>
    public double? Digits { get; init; }
}

/// <summary>A format pattern for dates and times: https://www.w3.org/TR/xpath-functions-31/#formatting-dates-and-times.</summary>
internal sealed partial class DateTimeFormat
{
    private const string IntegerComponents = "YMDdFWwXxHhmsf";

    private static readonly Dictionary<char, string> DefaultPresentations = new()
    {
        ['Y'] = "1",
        ['M'] = "1",
        ['D'] = "1",
        ['d'] = "1",
        ['F'] = "n",
        ['W'] = "1",
        ['w'] = "1",
        ['X'] = "1",
        ['x'] = "1",
        ['H'] = "1",
        ['h'] = "1",
        ['P'] = "n",
        ['m'] = "01",
        ['s'] = "01",
        ['f'] = "1",
        ['Z'] = "01:01",
        ['z'] = "01:01",
        ['C'] = "n",
        ['E'] = "n",
    };

    private DateTimeFormat(IReadOnlyList<DateTimePart> parts) => Parts = parts;

    public IReadOnlyList<DateTimePart> Parts { get; }

    /// <exception cref="JsonataException">D3131, D3132, D3135: the format pattern is invalid.</exception>
    public static DateTimeFormat Parse(string pattern)
    {
        var parts = new List<DateTimePart>();
        var start = 0;
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] != '[')
            {
                continue;
            }

            AddLiteral(parts, pattern[start..at]);
            if (at + 1 < pattern.Length && pattern[at + 1] == '[')
            {
                parts.Add(new DateTimePart { Literal = "[" });
                at++;
            }
            else
            {
                var end = pattern.IndexOf(']', at);
                if (end < 0)
                {
                    throw new JsonataException("D3135");
                }

                parts.Add(ParseMarker(Space().Replace(pattern[(at + 1)..end], "")));
                at = end;
            }

            start = at + 1;
        }

        AddLiteral(parts, pattern[Math.Min(start, pattern.Length)..]);
        return new DateTimeFormat(parts);
    }

    private static void AddLiteral(List<DateTimePart> parts, string text)
    {
        if (text.Length > 0)
        {
            parts.Add(new DateTimePart { Literal = text.Replace("]]", "]", StringComparison.Ordinal) });
        }
    }

    private static DateTimePart ParseMarker(string marker)
    {
        var comma = marker.LastIndexOf(',');
        // The original exchanges the two ends if the comma comes first.
        var presentation = comma < 0 ? marker[Math.Min(1, marker.Length)..] : marker[Math.Min(1, comma)..Math.Max(1, comma)];
        var (least, most) = comma < 0 ? (null, null) : ParseWidth(marker[(comma + 1)..]);
        var component = marker.Length > 0 ? marker[0] : '\0';
        var modifier = '\0';
        if (presentation.Length == 0)
        {
            presentation = DefaultPresentations.TryGetValue(component, out var byDefault)
                ? byDefault
                : throw new JsonataException("D3132") { Value = JsonValue.From(marker.Length > 0 ? marker[..1] : "") };
        }
        else if (presentation.Length > 1 && presentation[^1] is 'a' or 't' or 'c' or 'o' && presentation.Length > 1)
        {
            modifier = presentation[^1];
            presentation = presentation[..^1];
        }

        var part = new DateTimePart { Component = component, MaxWidth = most, Modifier = modifier };
        if (presentation[0] is 'n' or 'N')
        {
            part = part with
            {
                Names = presentation[0] == 'n' ? NameCase.Lower
                    : presentation.StartsWith("Nn", StringComparison.Ordinal) ? NameCase.Title
                    : NameCase.Upper,
            };
        }
        else if (IntegerComponents.Contains(component, StringComparison.Ordinal))
        {
            part = WithInteger(part, IntegerFormat.Parse(modifier == '\0' ? presentation : $"{presentation};{modifier}"), least, most);
        }

        return component is 'Z' or 'z' ? part with { Integer = IntegerFormat.Parse(presentation) } : part;
    }

    private static DateTimePart WithInteger(DateTimePart part, IntegerFormat format, double? least, double? most)
    {
        if (format.MandatoryDigits < least)
        {
            format = format with { MandatoryDigits = least.Value };
        }

        if (part.Component is not ('Y' or 'M' or 'D'))
        {
            return part with { Integer = format };
        }

        if (most is not null)
        {
            return part with { Digits = most, Integer = format with { MandatoryDigits = most.Value } };
        }

        var digits = format.MandatoryDigits + format.OptionalDigits;
        return part with { Digits = digits >= 2 ? digits : -1, Integer = format };
    }

    private static (double? Least, double? Most) ParseWidth(string width)
    {
        var dash = width.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? (Read(width), null) : (Read(width[..dash]), Read(width[(dash + 1)..]));

        static double? Read(string text) => text == "*" ? null : IntegerParser.ParseInt(text);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
