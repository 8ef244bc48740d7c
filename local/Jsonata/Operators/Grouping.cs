using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>Evaluates an object constructor for each item of its input and joins the items that have the same key.</summary>
internal static class Grouping
{
    private const int LinearSearch = 12;

    public static JsonObject Apply(ObjectConstructorNode constructor, JsonValue? input, Frame frame)
    {
        var groups = new List<Group>(constructor.Pairs.Length);
        var isTupleStream = input.IsTupleStream();
        if (input.IsArray() && input.ItemCount() > 0)
        {
            Dictionary<string, int>? index = null;
            for (var i = 0; i < input.ItemCount(); i++)
            {
                Collect(constructor, input.ItemAt(i), frame, groups, ref index);
            }
        }
        else
        {
            // Without items the constructor is evaluated once, for undefined.
            Dictionary<string, int>? index = null;
            Collect(constructor, input.IsArray() ? null : input, frame, groups, ref index);
        }

        var builder = new JsonObjectBuilder(groups.Count);
        foreach (var group in groups)
        {
            if (Value(constructor, group, isTupleStream, frame) is { } value)
            {
                builder.Set(group.Key, value);
            }
        }

        return builder.Build();
    }

    private static void Collect(
        ObjectConstructorNode constructor,
        JsonValue? item,
        Frame frame,
        List<Group> groups,
        ref Dictionary<string, int>? index
    )
    {
        var tuple = item as TupleValue;
        var scope = tuple is null ? frame : Frame.From(frame, tuple);
        for (var pair = 0; pair < constructor.Pairs.Length; pair++)
        {
            switch (constructor.Pairs[pair].Key.Evaluate(tuple is null ? item : tuple.Context, scope))
            {
                case null:
                    break;
                case JsonString { Value: var key }:
                    var at = Find(groups, key, ref index);
                    if (at < 0)
                    {
                        groups.Add(new Group(key, pair, item));
                        index?.Add(key, groups.Count - 1);
                    }
                    else if (groups[at].Pair == pair)
                    {
                        groups[at].Add(item);
                    }
                    else
                    {
                        throw new JsonataException("D1009") { Position = constructor.Position, Value = JsonValue.From(key) };
                    }

                    break;
                case var other:
                    throw new JsonataException("T1003") { Position = constructor.Position, Value = other };
            }
        }
    }

    private static int Find(List<Group> groups, string key, ref Dictionary<string, int>? index)
    {
        if (groups.Count > LinearSearch)
        {
            if (index is null)
            {
                index = new Dictionary<string, int>(StringComparer.Ordinal);
                for (var i = 0; i < groups.Count; i++)
                {
                    index.Add(groups[i].Key, i);
                }
            }

            return index.TryGetValue(key, out var at) ? at : -1;
        }

        for (var i = 0; i < groups.Count; i++)
        {
            if (groups[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }

    private static JsonValue? Value(ObjectConstructorNode constructor, Group group, bool isTupleStream, Frame frame)
    {
        var value = constructor.Pairs[group.Pair].Value;
        if (!isTupleStream)
        {
            return value.Evaluate(group.Data, frame);
        }

        var tuple = Reduce(group.Data);
        var context = tuple.Context;
        // JSONata removes the context value of a group's only tuple, so that a later group with this tuple does not see it.
        tuple.Context = null;
        return value.Evaluate(context, Frame.From(frame, tuple));
    }

    /// <summary>One tuple whose variables are the arrays of the variables of all tuples.</summary>
    private static TupleValue Reduce(JsonValue? tuples)
    {
        switch (tuples)
        {
            case TupleValue single:
                return single;
            case null:
                // Without tuples the constructor is evaluated once, for undefined.
                return new TupleValue(null);
        }

        var result = ((TupleValue)tuples.ItemAt(0)!).Copy();
        for (var i = 1; i < tuples.ItemCount(); i++)
        {
            var tuple = (TupleValue)tuples.ItemAt(i)!;
            result.Context = Functions.Arrays.AppendFunction.Join(result.Context, tuple.Context);
            foreach (var (name, value) in tuple.Variables)
            {
                result.Set(name, Functions.Arrays.AppendFunction.Join(result.Get(name), value));
            }
        }

        return result;
    }

    /// <summary>The items that have one key.</summary>
    private sealed class Group(string key, int pair, JsonValue? first)
    {
        private ArrayValue? _items;

        public string Key => key;

        public int Pair => pair;

        public JsonValue? Data => _items ?? first;

        public void Add(JsonValue? item)
        {
            if (item is null)
            {
                return;
            }

            if (_items is null && first is null)
            {
                first = item;
                return;
            }

            if (_items is null)
            {
                _items = new ArrayValue();
                _items.AddFlat(first);
            }

            _items.AddFlat(item);
        }
    }
}
