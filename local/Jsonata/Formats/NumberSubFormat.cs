namespace PromptToImage.Jsonata.Formats;

/// <summary>The subpattern for positive or for negative numbers: https://www.w3.org/TR/xpath-functions-31/#formatting-numbers.</summary>
internal sealed record NumberSubFormat
{
    public required string Text { get; init; }

    public required string Prefix { get; init; }

    public required string Suffix { get; init; }

    public int MinimumInteger { get; init; }

    public int Scaling { get; init; }

    public int MinimumFraction { get; init; }

    public int MaximumFraction { get; init; }

    public int MinimumExponent { get; init; }

    /// <summary>The digits to the right of each separator.</summary>
    public IReadOnlyList<int> IntegerGroups { get; init; } = [];

    /// <summary>The one distance between separators; 0 where they differ.</summary>
    public int RegularGroup { get; init; }

    /// <summary>The digits to the left of each separator.</summary>
    public IReadOnlyList<int> FractionGroups { get; init; } = [];

    public static NumberSubFormat Parse(string text, NumberSymbols symbols)
    {
        var parts = Parts.Split(text, symbols);
        NumberFormatRules.Check(parts, symbols);
        var mandatory = parts.Integer.Count(symbols.IsMandatory);
        var (minimumInteger, minimumFraction) = (mandatory, parts.Fraction.Count(symbols.IsMandatory));
        var maximumFraction = parts.Fraction.Count(symbols.IsDigit);
        if (minimumInteger == 0 && maximumFraction == 0)
        {
            if (parts.Exponent is null)
            {
                minimumInteger = 1;
            }
            else
            {
                (minimumFraction, maximumFraction) = (1, 1);
            }
        }

        if (parts.Exponent is not null && minimumInteger == 0 && parts.Integer.Contains(symbols.Digit, StringComparison.Ordinal))
        {
            minimumInteger = 1;
        }

        if (minimumInteger == 0 && minimumFraction == 0)
        {
            minimumFraction = 1;
        }

        var groups = Groups(parts.Integer, parts.Integer, symbols, toLeft: false);
        return new NumberSubFormat
        {
            Text = text,
            Prefix = parts.Prefix,
            Suffix = parts.Suffix,
            MinimumInteger = minimumInteger,
            Scaling = mandatory,
            MinimumFraction = minimumFraction,
            MaximumFraction = maximumFraction,
            MinimumExponent = parts.Exponent?.Count(symbols.IsMandatory) ?? 0,
            IntegerGroups = groups,
            RegularGroup = IntegerFormatParser.RegularSize(groups),
            FractionGroups = Groups(parts.Fraction, parts.Integer, symbols, toLeft: true),
        };
    }

    /// <param name="following">Where separators after the first one are looked for: JSONata takes the integer part in both cases.</param>
    private static List<int> Groups(string part, string following, NumberSymbols symbols, bool toLeft)
    {
        var positions = new List<int>();
        var at = part.IndexOf(symbols.GroupingSeparator, StringComparison.Ordinal);
        while (at >= 0)
        {
            var split = Math.Min(at, part.Length);
            positions.Add((toLeft ? part[..split] : part[split..]).Count(symbols.IsDigit));
            at = at + 1 <= following.Length ? following.IndexOf(symbols.GroupingSeparator, at + 1, StringComparison.Ordinal) : -1;
        }

        return positions;
    }

    /// <summary>The pieces of a subpattern.</summary>
    /// <param name="Active">All between prefix and suffix.</param>
    /// <param name="Exponent">Null without an exponent separator.</param>
    internal sealed record Parts(
        string Text,
        string Prefix,
        string Suffix,
        string Active,
        string Mantissa,
        string? Exponent,
        string Integer,
        string Fraction
    )
    {
        public static Parts Split(string text, NumberSymbols symbols)
        {
            var first = 0;
            while (first < text.Length && !IsBound(text[first]))
            {
                first++;
            }

            var end = text.Length;
            while (end > 0 && !IsBound(text[end - 1]))
            {
                end--;
            }

            if (first >= end)
            {
                throw new JsonataException("D3085");
            }

            var (prefix, active, suffix) = (text[..first], text[first..end], text[end..]);
            var exponentAt = text.IndexOf(symbols.ExponentSeparator, first, StringComparison.Ordinal);
            var (mantissa, exponent) = (active, (string?)null);
            if (exponentAt >= 0 && exponentAt <= end)
            {
                mantissa = active[..Math.Min(exponentAt, active.Length)];
                exponent = active[Math.Min(exponentAt + 1, active.Length)..];
            }

            var decimalAt = mantissa.IndexOf(symbols.DecimalSeparator, StringComparison.Ordinal);
            return new Parts(
                text,
                prefix,
                suffix,
                active,
                mantissa,
                exponent,
                decimalAt < 0 ? mantissa : mantissa[..decimalAt],
                decimalAt < 0 ? suffix : mantissa[(decimalAt + 1)..]
            );

            bool IsBound(char c) => symbols.IsActive(c) && !NumberSymbols.Is(symbols.ExponentSeparator, c);
        }
    }
}
