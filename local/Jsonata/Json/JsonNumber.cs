using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PromptToImage.Jsonata.Json;

/// <summary>A number. The text it was written with is kept, so 1.0 stays 1.0 and no digit is lost.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "A number is read as the one type or the other; the names say which.")]
public sealed class JsonNumber : JsonValue
{
    private const double MaxSafeInteger = 9007199254740991;

    private static readonly JsonNumber[] Small = [.. Enumerable.Range(-1, 258).Select(n => new JsonNumber(n))];

    private readonly long _integer;
    private readonly bool _isInteger;
    private string? _written;

    private JsonNumber(long value)
        : base(JsonKind.Number)
    {
        _integer = value;
        _isInteger = true;
        Double = value;
    }

    private JsonNumber(string? written, double value)
        : base(JsonKind.Number)
    {
        _written = written;
        Double = value;
        IsPlain = written is not null || double.IsFinite(value);
    }

    public double Double { get; }

    /// <summary>The value where it was written as an integer of at most 64 bits; null for 1.0 and 1e3.</summary>
    public long? Long => _isInteger ? _integer : null;

    /// <summary>The whole number that this is, whichever way it is written; null for 1.5 and what exceeds 64 bits.</summary>
    public long? Whole => Long ?? (Math.Floor(Double) == Double && Math.Abs(Double) < 9e18 ? (long)Double : null);

    public override int Utf8Size => ToJson().Length;

    public static new JsonNumber From(long value) => value is >= -1 and <= 256 ? Small[value + 1] : new JsonNumber(value);

    public static new JsonNumber From(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "JSON has no such number");
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (text.AsSpan().IndexOfAny('.', 'E') < 0)
        {
            text += ".0";
        }

        return new JsonNumber(text, value);
    }

    /// <summary>
    /// A number as JavaScript has and writes it: 1.0 is 1. Infinity and NaN exist only within an evaluation and are written as null.
    /// </summary>
    internal static JsonNumber FromJavaScript(double value)
    {
        var integer = (long)value;
        return integer == value && Math.Abs(value) <= MaxSafeInteger && !(integer == 0 && double.IsNegative(value))
            ? From(integer)
            : new JsonNumber((string?)null, value);
    }

    public override string ToJson() =>
        _isInteger ? _integer.ToString(CultureInfo.InvariantCulture) : _written ??= JavaScriptNumber.ToJson(Double);

    public override bool Equals(JsonValue? other) =>
        other is JsonNumber n && (_isInteger && n._isInteger ? _integer == n._integer : Double.Equals(n.Double));

    public override int GetHashCode() => Double.GetHashCode();

    /// <param name="written">A number by JSON's grammar.</param>
    internal static JsonNumber FromWritten(ReadOnlySpan<char> written)
    {
        if (
            written.Length <= 19
            && long.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
            && !(integer == 0 && written[0] == '-')
        )
        {
            return From(integer);
        }

        var text = written.ToString();
        // Too large for a double is infinite here; the text is what goes out again.
        return new JsonNumber(text, double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    internal override void AppendTo(StringBuilder text)
    {
        if (_isInteger)
        {
            text.Append(_integer);
        }
        else
        {
            text.Append(ToJson());
        }
    }
}
