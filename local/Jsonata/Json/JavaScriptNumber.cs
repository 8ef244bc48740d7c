using System.Globalization;

namespace PromptToImage.Jsonata.Json;

/// <summary>How JavaScript writes numbers, which is how JSONata does.</summary>
internal static class JavaScriptNumber
{
    /// <summary>The shortest text that gives the number back: 1, 0.1, 1e+21, 1.5e-7.</summary>
    public static string ToText(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }

        if (Math.Abs(value) < 1e15 && Math.Floor(value) == value)
        {
            return ((long)value).ToString(CultureInfo.InvariantCulture);
        }

        var (digits, point) = Shortest(Math.Abs(value));
        return (value < 0 ? "-" : "") + Place(digits, point);
    }

    /// <summary>As <see cref="ToText"/>, and null for a number that JSON does not have.</summary>
    public static string ToJson(double value) => double.IsFinite(value) ? ToText(value) : "null";

    /// <summary>Rounds to significant digits, as JavaScript's toPrecision does.</summary>
    public static double ToPrecision(double value, int digits) =>
        Math.Abs(value) < 1e15 && Math.Floor(value) == value
            ? value
            : double.Parse(
                value.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
                CultureInfo.InvariantCulture
            );

    /// <returns>The significant digits, and the position of the decimal point relative to the first of them.</returns>
    private static (string Digits, int Point) Shortest(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = e < 0 ? text : text[..e];
        var exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? mantissa.Length : dot;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        return (significant.TrimEnd('0'), whole - (digits.Length - significant.Length) + exponent);
    }

    private static string Place(string digits, int point)
    {
        if (point is > 0 and <= 21)
        {
            return point >= digits.Length ? digits.PadRight(point, '0') : digits.Insert(point, ".");
        }

        if (point is > -6 and <= 0)
        {
            return string.Concat("0.", new string('0', -point), digits);
        }

        var exponent = (point - 1).ToString("+0;-0", CultureInfo.InvariantCulture);
        return $"{digits[..1]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{exponent}";
    }
}
