namespace PromptToImage.Jsonata.Json;

/// <summary>Collects properties; a repeated key replaces the earlier value in its place.</summary>
public sealed class JsonObjectBuilder(int capacity = 4)
{
    private const int LinearSearch = 16;

    private string[] _keys = new string[capacity];
    private JsonValue[] _values = new JsonValue[capacity];
    private Dictionary<string, int>? _index;
    private int _count;

    public JsonObjectBuilder Set(string key, JsonValue value)
    {
        var at = IndexOf(key);
        if (at >= 0)
        {
            _values[at] = value;
            return this;
        }
        if (_count == _keys.Length)
        {
            Array.Resize(ref _keys, Math.Max(4, _count * 2));
            Array.Resize(ref _values, _keys.Length);
        }
        _keys[_count] = key;
        _values[_count] = value;
        _index?.Add(key, _count);
        _count++;
        return this;
    }

    /// <summary>Adds the property unless the value is null.</summary>
    public JsonObjectBuilder SetIfAny(string key, string? value) => value is null ? this : Set(key, new JsonString(value));

    /// <returns>A new object, even without properties: JSONata's <c>in</c> distinguishes objects by identity.</returns>
    /// <exception cref="JsonFormatException">Nested deeper than <see cref="JsonValue.MaxDepth"/>.</exception>
    public JsonObject Build()
    {
        if (_count != _keys.Length)
        {
            Array.Resize(ref _keys, _count);
            Array.Resize(ref _values, _count);
        }
        return new JsonObject(_keys, _values);
    }

    private int IndexOf(string key)
    {
        if (_count > LinearSearch)
        {
            if (_index is null)
            {
                _index = new Dictionary<string, int>(StringComparer.Ordinal);
                for (var i = 0; i < _count; i++)
                {
                    _index[_keys[i]] = i;
                }
            }
            return _index.TryGetValue(key, out var at) ? at : -1;
        }
        for (var i = 0; i < _count; i++)
        {
            if (_keys[i] == key)
            {
                return i;
            }
        }

        return -1;
    }
}
