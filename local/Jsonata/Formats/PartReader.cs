using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Formats;

/// <summary>How a part of a format pattern is read.</summary>
/// <param name="Pattern">A regular expression for its text.</param>
/// <param name="Read">The component's number; negative infinity for an unknown name. Null for a part that has no value.</param>
internal sealed record PartReader(string Pattern, char Component, Func<string, double>? Read)
{
    private const double Unknown = double.NegativeInfinity;

    public static PartReader For(DateTimePart part)
    {
        if (part.Literal is { } literal)
        {
            return new PartReader(Escape(literal), '\0', null);
        }

        if (part.Component is 'Z' or 'z')
        {
            return ForTimezone(part);
        }

        if (part.Integer is { } format)
        {
            var parser = format.ParserFor();
            return new PartReader(parser.Pattern(part.Digits ?? 0), part.Component, parser.Parse);
        }

        return new PartReader("[a-zA-Z]+", part.Component, NamesOf(part));
    }

    private static string Escape(string text) =>
        string.Concat(text.Select(c => ".*+?^${}()|[]\\".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString()));

    private static PartReader ForTimezone(DateTimePart part)
    {
        var separator = part.Integer!.GroupSize > 0 ? part.Integer.Separators[0].Character : null;
        var prefix = part.Component == 'z' ? "GMT" : "";
        return new PartReader(
            $"{prefix}[-+][0-9]+{(separator is null ? "" : $"{separator}[0-9]+")}",
            part.Component,
            text => ReadTimezone(text[Math.Min(prefix.Length, text.Length)..], separator)
        );
    }

    private static double ReadTimezone(string text, string? separator)
    {
        if (separator is not null)
        {
            var at = text.IndexOf(separator, StringComparison.Ordinal);
            return IntegerParser.ParseInt(text[..Math.Max(0, at)]) * 60 + IntegerParser.ParseInt(text[(at + 1)..]);
        }

        return text.Length <= 3
            ? IntegerParser.ParseInt(text) * 60
            : IntegerParser.ParseInt(text[..3]) * 60 + IntegerParser.ParseInt(text[3..]);
    }

    private static Func<string, double> NamesOf(DateTimePart part)
    {
        if (part.Component == 'P')
        {
            return text => text is "am" or "AM" ? 0 : text is "pm" or "PM" ? 1 : Unknown;
        }

        if (DateNames.For(part.Component) is not { } names)
        {
            throw new JsonataException("D3133") { Value = JsonValue.From(part.Component == '\0' ? "" : part.Component.ToString()) };
        }

        return text =>
        {
            var found = Unknown;
            for (var i = 0; i < names.Count; i++)
            {
                var name = part.MaxWidth is > 0 and var width && width < names[i].Length ? names[i][..(int)width] : names[i];
                found = name == text ? i + 1 : found;
            }

            return found;
        };
    }
}
