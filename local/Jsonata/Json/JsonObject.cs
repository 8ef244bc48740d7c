using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PromptToImage.Jsonata.Json;

/// <summary>An object; the order of its keys is kept.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "JSON calls it an object.")]
public sealed class JsonObject : JsonValue, IReadOnlyCollection<KeyValuePair<string, JsonValue>>
{
    // Up to here a walk over the keys is faster than hashing one.
    private const int LinearSearch = 12;

    public static readonly JsonObject Empty = new([], []);

    private string[] _keys;
    private JsonValue[] _values;
    private Dictionary<string, int>? _index;
    private string? _text;
    private int _size;

    /// <summary>Takes the arrays over: they must not be changed afterwards, and no key may repeat.</summary>
    internal JsonObject(string[] keys, JsonValue[] values)
        : base(JsonKind.Object)
    {
        _keys = keys;
        _values = values;
        Depth = DepthAbove(values);
        foreach (var value in values)
        {
            IsPlain &= value.IsPlain;
        }
    }

    public int Count => _keys.Length;

    public override int Utf8Size
    {
        get
        {
            if (_size != 0)
            {
                return _size;
            }

            var size = 2L + Math.Max(0, _keys.Length - 1);
            for (var i = 0; i < _keys.Length; i++)
            {
                size += (long)JsonText.QuotedSize(_keys[i]) + 1 + _values[i].Utf8Size;
            }

            return _size = (int)Math.Min(size, int.MaxValue);
        }
    }

    internal override int Depth { get; }

    /// <summary>Whether this is the private copy of a JSONata transform, which changes until the transform ends.</summary>
    internal bool IsMutable { get; private init; }

    internal ReadOnlySpan<string> Keys => _keys;

    internal ReadOnlySpan<JsonValue> Values => _values;

    /// <summary>Of repeated keys the last wins.</summary>
    /// <exception cref="JsonFormatException">Nested deeper than <see cref="JsonValue.MaxDepth"/>.</exception>
    public static JsonObject From(params ReadOnlySpan<(string Key, JsonValue Value)> properties)
    {
        var builder = new JsonObjectBuilder(properties.Length);
        foreach (var (key, value) in properties)
        {
            builder.Set(key, value);
        }

        return builder.Build();
    }

    public bool TryGet(string key, [NotNullWhen(true)] out JsonValue? value)
    {
        var at = IndexOf(key);
        value = at < 0 ? null : _values[at];
        return at >= 0;
    }

    /// <summary>This object with one property replaced in its place, or added at the end.</summary>
    public JsonObject With(string key, JsonValue value)
    {
        var at = IndexOf(key);
        if (at >= 0)
        {
            var changed = _values.AsSpan().ToArray();
            changed[at] = value;
            return new JsonObject(_keys, changed);
        }
        return new JsonObject([.. _keys, key], [.. _values, value]);
    }

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

    public override bool Equals(JsonValue? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is not JsonObject o || o.Count != Count)
        {
            return false;
        }

        for (var i = 0; i < _keys.Length; i++)
        {
            if (!o.TryGet(_keys[i], out var value) || !_values[i].Equals(value))
            {
                return false;
            }
        }

        return true;
    }

    public override int GetHashCode()
    {
        var hash = Count;
        for (var i = 0; i < _keys.Length; i++)
        {
            hash ^= HashCode.Combine(_keys[i], _values[i]);
        }

        return hash;
    }

    public IEnumerator<KeyValuePair<string, JsonValue>> GetEnumerator()
    {
        for (var i = 0; i < _keys.Length; i++)
        {
            yield return new(_keys[i], _values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A copy that <see cref="Set"/> and <see cref="Remove"/> may change.</summary>
    /// <param name="copy">Copies a property's value.</param>
    internal JsonObject MutableCopy(Func<JsonValue, JsonValue> copy) => new([.. _keys], [.. _values.Select(copy)]) { IsMutable = true, IsPlain = false };

    internal void Set(string key, JsonValue value)
    {
        var at = IndexOf(key);
        if (at < 0)
        {
            Replace([.. _keys, key], [.. _values, value]);
        }
        else
        {
            _values[at] = value;
        }
    }

    internal void Remove(string key)
    {
        var at = IndexOf(key);
        if (at >= 0)
        {
            Replace([.. _keys[..at], .. _keys[(at + 1)..]], [.. _values[..at], .. _values[(at + 1)..]]);
        }
    }

    internal static int DepthAbove(ReadOnlySpan<JsonValue> values)
    {
        var depth = 0;
        foreach (var value in values)
        {
            if (value.Depth > depth)
            {
                depth = value.Depth;
            }
        }

        return depth < MaxDepth ? depth + 1 : throw new JsonFormatException($"nested deeper than {MaxDepth} levels");
    }

    internal override void AppendTo(StringBuilder text)
    {
        if (_text is not null)
        {
            text.Append(_text);
            return;
        }
        text.Append('{');
        for (var i = 0; i < _keys.Length; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            JsonText.AppendQuoted(text, _keys[i]);
            text.Append(':');
            _values[i].AppendTo(text);
        }
        text.Append('}');
    }

    private void Replace(string[] keys, JsonValue[] values)
    {
        _keys = keys;
        _values = values;
        _index = null;
    }

    private int IndexOf(string key)
    {
        if (_keys.Length > LinearSearch)
        {
            var index = _index;
            if (index is null)
            {
                index = new Dictionary<string, int>(_keys.Length, StringComparer.Ordinal);
                for (var i = 0; i < _keys.Length; i++)
                {
                    index[_keys[i]] = i;
                }

                _index = index;
            }
            return index.TryGetValue(key, out var at) ? at : -1;
        }
        for (var i = 0; i < _keys.Length; i++)
        {
            if (ReferenceEquals(_keys[i], key) || _keys[i] == key)
            {
                return i;
            }
        }

        return -1;
    }
}
