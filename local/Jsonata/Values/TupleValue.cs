using System.Text;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Values;

/// <summary>
/// One element of a path that binds variables: its context value, and the variables of focus (@), index (#) and parent (%).
/// </summary>
internal sealed class TupleValue(JsonValue? context) : JsonValue(JsonKind.Object)
{
    private KeyValuePair<string, JsonValue?>[] _variables = [];

    public JsonValue? Context { get; set; } = context;

    public ReadOnlySpan<KeyValuePair<string, JsonValue?>> Variables => _variables;

    public override int Utf8Size => 2;

    internal override int Depth => Context?.Depth ?? 0;

    public JsonValue? Get(string name)
    {
        foreach (var (key, value) in _variables)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    public void Set(string name, JsonValue? value)
    {
        for (var i = 0; i < _variables.Length; i++)
        {
            if (_variables[i].Key == name)
            {
                // The array may be shared with the tuple that this one was copied from.
                _variables = [.. _variables];
                _variables[i] = new(name, value);
                return;
            }
        }

        _variables = [.. _variables, new(name, value)];
    }

    public TupleValue Copy() => new(Context) { _variables = _variables };

    /// <summary>Takes over the context value and all variables of another tuple.</summary>
    public void Assign(TupleValue other)
    {
        Context = other.Context;
        foreach (var (name, value) in other._variables)
        {
            Set(name, value);
        }
    }

    public override string ToJson() => "{}";

    public override bool Equals(JsonValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => _variables.Length;

    internal override void AppendTo(StringBuilder text) => text.Append(ToJson());
}
