using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Running;

/// <summary>The variables of one scope.</summary>
internal sealed class Frame
{
    private readonly Frame? _outer;
    private string[] _names;
    private JsonValue?[] _values;
    private int _count;

    public Frame(Evaluation evaluation)
        : this(evaluation, null, [], []) { }

    public Frame(Frame outer)
        : this(outer.Evaluation, outer, [], []) { }

    /// <param name="names">Shared with other frames; copied when a variable is added.</param>
    /// <param name="values">Taken over, one for each name.</param>
    public Frame(Frame outer, string[] names, JsonValue?[] values)
        : this(outer.Evaluation, outer, names, values) { }

    private Frame(Evaluation evaluation, Frame? outer, string[] names, JsonValue?[] values)
    {
        Evaluation = evaluation;
        _outer = outer;
        _names = names;
        _values = values;
        _count = names.Length;
    }

    public Evaluation Evaluation { get; }

    /// <summary>A frame with the variables of a tuple.</summary>
    public static Frame From(Frame outer, TupleValue tuple)
    {
        var frame = new Frame(outer);
        foreach (var (name, value) in tuple.Variables)
        {
            frame.Bind(name, value);
        }

        return frame;
    }

    public void Bind(string name, JsonValue? value)
    {
        var at = IndexOf(name);
        if (at >= 0)
        {
            _values[at] = value;
            return;
        }

        if (_count == _names.Length)
        {
            Array.Resize(ref _names, _count == 0 ? 2 : _count * 2);
            Array.Resize(ref _values, _names.Length);
        }

        _names[_count] = name;
        _values[_count++] = value;
    }

    public JsonValue? Lookup(string name)
    {
        for (var frame = this; frame is not null; frame = frame._outer)
        {
            var at = frame.IndexOf(name);
            if (at >= 0)
            {
                return frame._values[at];
            }
        }

        return Evaluation.Lookup(name);
    }

    private int IndexOf(string name)
    {
        // Of two parameters with one name the last counts.
        for (var i = _count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_names[i], name) || _names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
