namespace PromptToImage.Jsonata.Formats;

/// <summary>The rules for a format pattern for numbers. Of several violations the last is reported.</summary>
internal static class NumberFormatRules
{
    /// <exception cref="JsonataException">D3081 to D3093.</exception>
    public static void Check(NumberSubFormat.Parts parts, NumberSymbols symbols)
    {
        string? error = null;
        foreach (var (code, isViolated) in Rules(parts, symbols))
        {
            error = isViolated ? code : error;
        }

        if (error is not null)
        {
            throw new JsonataException(error);
        }
    }

    private static IEnumerable<(string Code, bool IsViolated)> Rules(NumberSubFormat.Parts parts, NumberSymbols symbols)
    {
        var text = parts.Text;
        var (hasPercent, hasPerMille) = (Has(text, symbols.Percent), Has(text, symbols.PerMille));
        yield return ("D3081", IsRepeated(text, symbols.DecimalSeparator));
        yield return ("D3082", IsRepeated(text, symbols.Percent));
        yield return ("D3083", IsRepeated(text, symbols.PerMille));
        yield return ("D3084", hasPercent && hasPerMille);
        yield return ("D3085", !parts.Mantissa.Any(symbols.IsDigit));
        yield return ("D3086", !parts.Active.All(symbols.IsActive));
        var decimalAt = text.IndexOf(symbols.DecimalSeparator, StringComparison.Ordinal);
        yield return ("D3087", decimalAt >= 0 && (IsGrouping(text, decimalAt - 1) || IsGrouping(text, decimalAt + 1)));
        yield return ("D3088", decimalAt < 0 && IsGrouping(parts.Integer, parts.Integer.Length - 1));
        yield return ("D3089", Has(text, symbols.GroupingSeparator + symbols.GroupingSeparator));
        var optionalAt = parts.Integer.IndexOf(symbols.Digit, StringComparison.Ordinal);
        yield return ("D3090", optionalAt >= 0 && parts.Integer[..optionalAt].Any(symbols.IsMandatory));
        optionalAt = parts.Fraction.LastIndexOf(symbols.Digit, StringComparison.Ordinal);
        yield return ("D3091", optionalAt >= 0 && parts.Fraction[optionalAt..].Any(symbols.IsMandatory));
        yield return ("D3092", parts.Exponent is { Length: > 0 } && (hasPercent || hasPerMille));
        yield return ("D3093", parts.Exponent is { } exponent && (exponent.Length == 0 || !exponent.All(symbols.IsMandatory)));

        bool IsGrouping(string part, int at) => at >= 0 && at < part.Length && NumberSymbols.Is(symbols.GroupingSeparator, part[at]);
    }

    private static bool Has(string text, string symbol) => text.Contains(symbol, StringComparison.Ordinal);

    private static bool IsRepeated(string text, string symbol) =>
        text.IndexOf(symbol, StringComparison.Ordinal) != text.LastIndexOf(symbol, StringComparison.Ordinal);
}
