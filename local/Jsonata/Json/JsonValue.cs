using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PromptToImage.Jsonata.Json;

/// <summary>
/// An immutable JSON value. Documents share their parts: putting a value into another never copies it, and the
/// compact text and the size of a container are worked out once, when somebody first asks.
/// </summary>
public abstract class JsonValue : IEquatable<JsonValue>
{
    /// <summary>Deepest nesting that is accepted, so that no walk over a value can exhaust the stack.</summary>
    public const int MaxDepth = 512;

    public static readonly JsonValue Null = new JsonLiteral(JsonKind.Null, "null");
    public static readonly JsonValue True = new JsonLiteral(JsonKind.True, "true");
    public static readonly JsonValue False = new JsonLiteral(JsonKind.False, "false");

    private protected JsonValue(JsonKind kind) => Kind = kind;

    public JsonKind Kind { get; }

    /// <summary>Bytes of the compact text in UTF-8.</summary>
    public abstract int Utf8Size { get; }

    /// <summary>Whether this value and all its parts are JSON, without arrays and functions of a running JSONata evaluation.</summary>
    internal bool IsPlain { get; private protected set; } = true;

    /// <summary>Levels of containers, 0 for a scalar.</summary>
    internal virtual int Depth => 0;

    public bool IsNull => Kind == JsonKind.Null;

    public bool IsBoolean => Kind is JsonKind.True or JsonKind.False;

    public static JsonValue From(bool value) => value ? True : False;

    public static JsonValue From(string? value) => value is null ? Null : new JsonString(value);

    public static JsonValue From(long value) => JsonNumber.From(value);

    public static JsonValue From(double value) => JsonNumber.From(value);

    /// <summary>Reads one JSON value; of repeated keys the last wins.</summary>
    /// <exception cref="JsonFormatException">The text is not one JSON value.</exception>
    public static JsonValue Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return JsonParser.Parse(text);
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static JsonValue Parse(ReadOnlySpan<byte> utf8) => JsonParser.Parse(Encoding.UTF8.GetString(utf8));

    public static bool TryParse(string text, [NotNullWhen(true)] out JsonValue? value)
    {
        try
        {
            value = Parse(text);
            return true;
        }
        catch (JsonFormatException)
        {
            value = null;
            return false;
        }
    }

    /// <summary>Compact JSON text.</summary>
    public abstract string ToJson();

    /// <summary>Appends the compact JSON text in UTF-8.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Encoding.UTF8.GetBytes(ToJson(), writer);
    }

    /// <summary>The value of an object's property, or null if this is not an object or has no such property.</summary>
    public JsonValue? this[string key] => this is JsonObject o && o.TryGet(key, out var value) ? value : null;

    public sealed override string ToString() => ToJson();

    public abstract bool Equals(JsonValue? other);

    public sealed override bool Equals(object? obj) => Equals(obj as JsonValue);

    public abstract override int GetHashCode();

    internal abstract void AppendTo(StringBuilder text);

    private sealed class JsonLiteral(JsonKind kind, string text) : JsonValue(kind)
    {
        public override int Utf8Size => text.Length;

        public override string ToJson() => text;

        public override bool Equals(JsonValue? other) => other is not null && other.Kind == Kind;

        public override int GetHashCode() => (int)Kind;

        internal override void AppendTo(StringBuilder builder) => builder.Append(text);
    }
}
