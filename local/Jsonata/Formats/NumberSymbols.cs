using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Formats;

/// <summary>The symbols of a format pattern for numbers: https://www.w3.org/TR/xpath-functions-31/#defining-decimal-format.</summary>
internal sealed record NumberSymbols
{
    public string DecimalSeparator { get; private init; } = ".";

    public string GroupingSeparator { get; private init; } = ",";

    public string ExponentSeparator { get; private init; } = "e";

    public string MinusSign { get; private init; } = "-";

    public string Percent { get; private init; } = "%";

    public string PerMille { get; private init; } = "\u2030";

    public string ZeroDigit { get; private init; } = "0";

    public string Digit { get; private init; } = "#";

    public string PatternSeparator { get; private init; } = ";";

    /// <param name="options">An object with other symbols; null for none.</param>
    public static NumberSymbols From(JsonValue? options)
    {
        var symbols = new NumberSymbols();
        if (options is not JsonObject properties)
        {
            return symbols;
        }

        foreach (var (name, value) in properties)
        {
            if (value is JsonString { Value: { Length: > 0 } text })
            {
                symbols = name switch
                {
                    "decimal-separator" => symbols with { DecimalSeparator = text },
                    "grouping-separator" => symbols with { GroupingSeparator = text },
                    "exponent-separator" => symbols with { ExponentSeparator = text },
                    "minus-sign" => symbols with { MinusSign = text },
                    "percent" => symbols with { Percent = text },
                    "per-mille" => symbols with { PerMille = text },
                    "zero-digit" => symbols with { ZeroDigit = text },
                    "digit" => symbols with { Digit = text },
                    "pattern-separator" => symbols with { PatternSeparator = text },
                    _ => symbols,
                };
            }
        }

        return symbols;
    }

    /// <summary>Whether the character is a digit that is always written.</summary>
    public bool IsMandatory(char c) => c >= ZeroDigit[0] && c < ZeroDigit[0] + 10;

    public bool IsDigit(char c) => IsMandatory(c) || Is(Digit, c);

    /// <summary>Whether the character has a meaning within the number.</summary>
    public bool IsActive(char c) => IsDigit(c) || Is(DecimalSeparator, c) || Is(ExponentSeparator, c) || Is(GroupingSeparator, c) || Is(PatternSeparator, c);

    public static bool Is(string symbol, char c) => symbol.Length == 1 && symbol[0] == c;
}
