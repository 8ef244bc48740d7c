using System.Text;

namespace PromptToImage.Jsonata.Json;

public sealed class JsonString(string value) : JsonValue(JsonKind.String)
{
    private int _size;

    public string Value { get; } = value;

    public override int Utf8Size => _size == 0 ? _size = JsonText.QuotedSize(Value) : _size;

    public override string ToJson()
    {
        if (!JsonText.NeedsEscape(Value))
        {
            return string.Concat("\"", Value, "\"");
        }

        var text = new StringBuilder(Value.Length + 16);
        AppendTo(text);
        return text.ToString();
    }

    public override bool Equals(JsonValue? other) => other is JsonString s && s.Value == Value;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    internal override void AppendTo(StringBuilder text) => JsonText.AppendQuoted(text, Value);
}
