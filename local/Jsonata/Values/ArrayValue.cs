using System.Text;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Values;

/// <summary>
/// An array that an evaluation makes. Unlike a document's array it may hold undefined (null) and functions, and it has the marks by which
/// JSONata tells a sequence of results from an array.
/// </summary>
internal sealed class ArrayValue : JsonValue
{
    // Sequences wrap documents, which may be as deep as MaxDepth themselves.
    private const int DeepestNesting = 2 * MaxDepth;

    private JsonValue?[] _items;
    private double _first;
    private bool _isRange;
    private int _depth;

    public ArrayValue(int capacity = 4)
        : base(JsonKind.Array)
    {
        _items = capacity == 0 ? [] : new JsonValue?[capacity];
        IsPlain = false;
    }

    private ArrayValue(JsonValue?[] items)
        : base(JsonKind.Array)
    {
        _items = items;
        Count = items.Length;
        IsPlain = false;
        foreach (var item in items)
        {
            Deepen(item);
        }
    }

    public int Count { get; private set; }

    /// <summary>A sequence of results: with one item it is that item, without items it is undefined.</summary>
    public bool IsSequence { get; init; }

    /// <summary>A sequence of one item stays an array.</summary>
    public bool KeepSingleton { get; set; }

    /// <summary>Built by an array constructor within a path, which is not flattened.</summary>
    public bool IsConstructed { get; init; }

    /// <summary>The items are <see cref="TupleValue"/>s.</summary>
    public bool IsTupleStream { get; init; }

    /// <summary>Wraps an input that is an array, so that the expression sees it as one value.</summary>
    public bool IsOuterWrapper { get; init; }

    public override int Utf8Size => Encoding.UTF8.GetByteCount(ToJson());

    internal override int Depth => _depth + 1;

    public JsonValue? this[int index] => _isRange ? JsonNumber.FromJavaScript(_first + index) : _items[index];

    public static ArrayValue Sequence() => new() { IsSequence = true };

    public static ArrayValue Sequence(JsonValue? item)
    {
        var sequence = new ArrayValue(1) { IsSequence = true };
        sequence.Add(item);
        return sequence;
    }

    /// <summary>Takes the array over.</summary>
    public static ArrayValue From(JsonValue?[] items) => new(items);

    /// <summary>Consecutive integers, which take no memory until they are read.</summary>
    public static ArrayValue Range(double first, int count, bool isSequence) =>
        new(0)
        {
            _first = first,
            _isRange = true,
            Count = count,
            IsSequence = isSequence,
        };

    public void Add(JsonValue? item)
    {
        Materialize();
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(4, Count * 2));
        }

        _items[Count++] = item;
        Deepen(item);
    }

    /// <summary>Adds the items of an array.</summary>
    public void AddAll(JsonValue array)
    {
        var count = array.ItemCount();
        Materialize();
        if (Count + count > _items.Length)
        {
            Array.Resize(ref _items, Math.Max(Count + count, Math.Min(Count * 2, Array.MaxLength)));
        }

        for (var i = 0; i < count; i++)
        {
            Add(array.ItemAt(i));
        }
    }

    /// <summary>Adds a value unless it is undefined.</summary>
    public void AddIfAny(JsonValue? item)
    {
        if (item is not null)
        {
            Add(item);
        }
    }

    /// <summary>Adds a value, or the items of an array.</summary>
    public void AddFlat(JsonValue? item)
    {
        if (item.IsArray())
        {
            AddAll(item);
        }
        else
        {
            AddIfAny(item);
        }
    }

    /// <summary>A copy that is not a sequence. It shares nothing that can change.</summary>
    public ArrayValue Unmarked(bool isConstructed = false) =>
        _isRange
            ? new ArrayValue(0)
            {
                _first = _first,
                _isRange = true,
                Count = Count,
                IsConstructed = isConstructed,
            }
            : new ArrayValue(_items[..Count]) { IsConstructed = isConstructed };

    public override string ToJson() => Stringifier.Stringify(this);

    public override bool Equals(JsonValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Count;

    internal override void AppendTo(StringBuilder text) => text.Append(ToJson());

    private void Materialize()
    {
        if (!_isRange)
        {
            return;
        }

        _items = new JsonValue?[Count];
        for (var i = 0; i < Count; i++)
        {
            _items[i] = JsonNumber.FromJavaScript(_first + i);
        }

        _isRange = false;
    }

    private void Deepen(JsonValue? item)
    {
        if (item is not null && item.Depth > _depth)
        {
            _depth = item.Depth < DeepestNesting ? item.Depth : throw new JsonFormatException($"nested deeper than {DeepestNesting} levels");
        }
    }
}
