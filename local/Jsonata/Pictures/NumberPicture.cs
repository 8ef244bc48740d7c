using System.Globalization;
using PromptToImage.Jsonata.Functions.Numbers;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Pictures;

/// <summary>A picture string for numbers: https://www.w3.org/TR/xpath-functions-31/#formatting-numbers.</summary>
internal sealed class NumberPicture
{
    private readonly NumberSymbols _symbols;
    private readonly NumberSubPicture _positive;
    private readonly NumberSubPicture _negative;

    private NumberPicture(NumberSymbols symbols, NumberSubPicture positive, NumberSubPicture negative)
    {
        _symbols = symbols;
        _positive = positive;
        _negative = negative;
    }

    /// <exception cref="JsonataException">D3080 to D3093: the picture string is invalid.</exception>
    public static NumberPicture Parse(string picture, NumberSymbols symbols)
    {
        var texts = picture.Split(symbols.PatternSeparator);
        if (texts.Length > 2)
        {
            throw new JsonataException("D3080");
        }

        var positive = NumberSubPicture.Parse(texts[0], symbols);
        return new NumberPicture(
            symbols,
            positive,
            texts.Length == 2 ? NumberSubPicture.Parse(texts[1], symbols) : positive with { Prefix = symbols.MinusSign + positive.Prefix }
        );
    }

    public string Format(double value, Evaluation evaluation)
    {
        var picture = value >= 0 ? _positive : _negative;
        var scaled = value * (picture.Text.Contains(_symbols.Percent, StringComparison.Ordinal) ? 100
            : picture.Text.Contains(_symbols.PerMille, StringComparison.Ordinal) ? 1000
            : 1);
        var (mantissa, exponent) = picture.MinimumExponent == 0 ? (scaled, (int?)null) : Normalize(scaled, picture.Scaling, evaluation);
        var digits = Trim(Digits(RoundFunction.ToEven(mantissa, picture.MaximumFraction), picture.MaximumFraction));
        digits = Group(Pad(digits, picture), picture);
        var point = digits.IndexOf(_symbols.DecimalSeparator, StringComparison.Ordinal);
        if (!picture.Text.Contains(_symbols.DecimalSeparator, StringComparison.Ordinal) || point == digits.Length - 1)
        {
            digits = digits[..^1];
        }

        return picture.Prefix + digits + (exponent is { } power ? FormatExponent(power, picture) : "") + picture.Suffix;
    }

    /// <summary>Moves the decimal point until the mantissa has the digits that the picture asks for.</summary>
    private static (double Mantissa, int? Exponent) Normalize(double value, int scaling, Evaluation evaluation)
    {
        var (most, least) = (Math.Pow(10, scaling), Math.Pow(10, scaling - 1));
        var exponent = 0;
        if (!(value > 0) || !double.IsFinite(value))
        {
            // JSONata never ends here.
            throw Limits.Timeout();
        }

        for (; value < least; exponent--)
        {
            value *= 10;
        }

        for (; value > most; exponent++)
        {
            value /= 10;
        }

        evaluation.Spend(1);
        return (value, exponent);
    }

    private string Digits(double value, int places)
    {
        var magnitude = Math.Abs(value);
        var text = magnitude >= 1e21 || !double.IsFinite(magnitude)
            ? JavaScriptNumber.ToText(magnitude)
            : magnitude.ToString("F" + places.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return _symbols.ZeroDigit == "0"
            ? text
            : new string([.. text.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + _symbols.ZeroDigit[0]) : c)]);
    }

    private string Trim(string digits)
    {
        digits = digits.Contains('.', StringComparison.Ordinal)
            ? digits.Replace(".", _symbols.DecimalSeparator, StringComparison.Ordinal)
            : digits + _symbols.DecimalSeparator;
        return _symbols.ZeroDigit.Length == 1 ? digits.Trim(_symbols.ZeroDigit[0]) : digits;
    }

    private string Pad(string digits, NumberSubPicture picture)
    {
        var point = digits.IndexOf(_symbols.DecimalSeparator, StringComparison.Ordinal);
        var right = picture.MinimumFraction - (digits.Length - point - 1);
        return Zeros(picture.MinimumInteger - point) + digits + Zeros(right);
    }

    private string Group(string digits, NumberSubPicture picture)
    {
        var point = digits.IndexOf(_symbols.DecimalSeparator, StringComparison.Ordinal);
        if (picture.RegularGroup > 0)
        {
            for (var group = 1; group <= (point - 1) / picture.RegularGroup; group++)
            {
                digits = Insert(digits, point - group * picture.RegularGroup);
            }
        }
        else
        {
            foreach (var position in picture.IntegerGroups)
            {
                digits = Insert(digits, point - position);
                point++;
            }
        }

        point = digits.IndexOf(_symbols.DecimalSeparator, StringComparison.Ordinal);
        foreach (var position in picture.FractionGroups)
        {
            digits = Insert(digits, position + point + 1);
        }

        return digits;
    }

    /// <summary>A position before the text is one from its end, as in JavaScript's slice.</summary>
    private string Insert(string digits, int position)
    {
        var at = position < 0 ? Math.Max(digits.Length + position, 0) : Math.Min(position, digits.Length);
        return digits.Insert(at, _symbols.GroupingSeparator);
    }

    private string FormatExponent(int exponent, NumberSubPicture picture)
    {
        var digits = Digits(exponent, 0);
        return _symbols.ExponentSeparator + (exponent < 0 ? _symbols.MinusSign : "") + Zeros(picture.MinimumExponent - digits.Length) + digits;
    }

    private string Zeros(int count) => count > 0 ? string.Concat(Enumerable.Repeat(_symbols.ZeroDigit, count)) : "";
}
