using System.Text;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Formats;

/// <summary>Writes a time by a format pattern.</summary>
internal static class DateTimeFormatter
{
    private const string IntegerComponents = "YMDdFWwXxHhms";

    /// <param name="millis">Milliseconds since 1970.</param>
    /// <exception cref="JsonataException">D3130, D3133, D3134: the format pattern cannot be applied.</exception>
    public static string Format(DateTimeFormat format, double millis, TimezoneOffset offset)
    {
        var date = UtcDate.From(millis + (60 * offset.Hours + offset.Minutes) * 60_000);
        var text = new StringBuilder();
        foreach (var part in format.Parts)
        {
            text.Append(part.Literal ?? Format(part, date, offset));
        }

        return text.ToString();
    }

    private static string Format(DateTimePart part, UtcDate date, TimezoneOffset offset)
    {
        switch (part.Component)
        {
            case 'Z' or 'z':
                return FormatTimezone(part, offset);
            case 'P':
                var half = date.Hours >= 12 ? "pm" : "am";
                return part.Names == NameCase.Upper ? half.ToUpperInvariant() : half;
            case 'C' or 'E':
                return "ISO";
        }

        if (DateTimeComponent.For(date, part.Component) is not { } value)
        {
            return "undefined";
        }

        if (part.Component == 'Y' && part.Digits is { } digits && digits != -1)
        {
            value %= Math.Pow(10, digits);
        }

        return part.Names is { } names && IntegerComponents.Contains(part.Component, StringComparison.Ordinal)
            ? FormatName(part, names, value)
            : part.Integer is { } integer ? integer.Format(value)
            : throw new JsonataException("D3133") { Value = JsonValue.From(part.Component.ToString()) };
    }

    private static string FormatName(DateTimePart part, NameCase names, double value)
    {
        if (double.IsNaN(value) && names == NameCase.Title && DateNames.For(part.Component) is not null)
        {
            return "undefined";
        }

        if (DateNames.For(part.Component, value) is not { } name)
        {
            throw new JsonataException("D3133") { Value = JsonValue.From(part.Component.ToString()) };
        }

        name = names switch
        {
            NameCase.Upper => name.ToUpperInvariant(),
            NameCase.Lower => name.ToLowerInvariant(),
            _ => name,
        };
        return name.Length > part.MaxWidth ? name[..(int)Math.Max(0, part.MaxWidth.Value)] : name;
    }

    private static string FormatTimezone(DateTimePart part, TimezoneOffset offset)
    {
        var value = offset.Hours * 100 + offset.Minutes;
        if (value == 0 && part.Modifier == 't')
        {
            FormatOffset(part.Integer!, offset, value);
            return "Z";
        }

        return (part.Component == 'z' ? "GMT" : "") + (value >= 0 ? "+" : "") + FormatOffset(part.Integer!, offset, value);
    }

    private static string FormatOffset(IntegerFormat format, TimezoneOffset offset, double value) =>
        format.GroupSize > 0 ? format.Format(value)
        : format.MandatoryDigits is 1 or 2 && offset.Minutes != 0
            ? $"{format.Format(offset.Hours)}:{IntegerFormat.Parse("00").Format(Math.Floor(offset.Minutes))}"
        : format.MandatoryDigits is 1 or 2 ? format.Format(offset.Hours)
        : format.MandatoryDigits is 3 or 4 ? format.Format(value)
        : throw new JsonataException("D3134") { Value = double.IsNaN(format.MandatoryDigits) ? null : JsonNumber.FromJavaScript(format.MandatoryDigits) };
}
