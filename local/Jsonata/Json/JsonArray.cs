using System.Collections;
using System.Text;

namespace PromptToImage.Jsonata.Json;

public sealed class JsonArray : JsonValue, IReadOnlyList<JsonValue>
{
    public static readonly JsonArray Empty = new([]);

    private readonly JsonValue[] _items;
    private string? _text;
    private int _size;

    /// <summary>Takes the array over: it must not be changed afterwards.</summary>
    internal JsonArray(JsonValue[] items)
        : base(JsonKind.Array)
    {
        _items = items;
        Depth = JsonObject.DepthAbove(items);
    }

    public int Count => _items.Length;

    public override int Utf8Size
    {
        get
        {
            if (_size != 0)
            {
                return _size;
            }

            var size = 2L + Math.Max(0, _items.Length - 1);
            foreach (var item in _items)
            {
                size += item.Utf8Size;
            }

            return _size = (int)Math.Min(size, int.MaxValue);
        }
    }

    internal override int Depth { get; }

    internal ReadOnlySpan<JsonValue> Items => _items;

    public JsonValue this[int index] => _items[index];

    /// <exception cref="JsonFormatException">Nested deeper than <see cref="JsonValue.MaxDepth"/>.</exception>
    public static JsonArray From(params IEnumerable<JsonValue> items) => new([.. items]);

    public override string ToJson()
    {
        if (_text is not null)
        {
            return _text;
        }

        var text = new StringBuilder();
        AppendTo(text);
        return _text = text.ToString();
    }

    public override bool Equals(JsonValue? other) =>
        ReferenceEquals(this, other) || (other is JsonArray a && _items.AsSpan().SequenceEqual(a._items));

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<JsonValue> GetEnumerator() => ((IEnumerable<JsonValue>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    internal override void AppendTo(StringBuilder text)
    {
        if (_text is not null)
        {
            text.Append(_text);
            return;
        }
        text.Append('[');
        for (var i = 0; i < _items.Length; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            _items[i].AppendTo(text);
        }
        text.Append(']');
    }
}
