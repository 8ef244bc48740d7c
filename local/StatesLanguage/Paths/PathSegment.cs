using System.Globalization;
using System.Text;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Paths;

/// <summary>One segment of a path. A definite segment leads to at most one value.</summary>
internal abstract class PathSegment
{
    public virtual bool IsDefinite => false;

    /// <summary>The segment as Jayway prints it in its error messages.</summary>
    public abstract string Fragment { get; }

    /// <summary>Adds the values that the segment leads to.</summary>
    public abstract void Collect(JsonValue current, in PathContext context, List<JsonValue> found);

    protected static string Quote(string name) =>
        "'" + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";

    public sealed class Property(string name) : PathSegment
    {
        public string Name { get; } = name;

        public override bool IsDefinite => true;

        public override string Fragment => $"['{Name}']";

        public override void Collect(JsonValue current, in PathContext context, List<JsonValue> found)
        {
            if (current is JsonObject o && o.TryGet(Name, out var value))
            {
                found.Add(value);
            }
        }
    }

    /// <summary><c>['a','b']</c>: an object of those of these properties that exist.</summary>
    public sealed class Properties(string[] names) : PathSegment
    {
        public override string Fragment => $"[{string.Join(',', names.Select(Quote))}]";

        public override void Collect(JsonValue current, in PathContext context, List<JsonValue> found)
        {
            if (current is not JsonObject o)
            {
                return;
            }

            var picked = new JsonObjectBuilder();
            foreach (var name in names)
            {
                if (o.TryGet(name, out var value))
                {
                    picked.Set(name, value);
                }
            }

            found.Add(picked.Build());
        }
    }

    public sealed class Index(int index) : PathSegment
    {
        public int At { get; } = index;

        public override bool IsDefinite => true;

        public override string Fragment => string.Create(CultureInfo.InvariantCulture, $"[{At}]");

        public JsonValue? ItemOf(JsonArray array)
        {
            var at = At < 0 ? array.Count + At : At;
            return at >= 0 && at < array.Count ? array[at] : null;
        }

        public override void Collect(JsonValue current, in PathContext context, List<JsonValue> found)
        {
            if (current is JsonArray array && ItemOf(array) is { } value)
            {
                found.Add(value);
            }
        }
    }

    public sealed class Indices(int[] indices) : PathSegment
    {
        public override string Fragment => $"[{string.Join(',', indices)}]";

        public override void Collect(JsonValue current, in PathContext context, List<JsonValue> found)
        {
            foreach (var index in indices)
            {
                new Index(index).Collect(current, context, found);
            }
        }
    }

    /// <summary>
    /// <c>[1:3]</c>, <c>[1:]</c>, <c>[:3]</c>. As in Jayway, a negative bound counts from the end only if it is the only bound.
    /// </summary>
    public sealed class Slice(int? from, int? to) : PathSegment
    {
        public override string Fragment => string.Create(CultureInfo.InvariantCulture, $"[{from}:{to}]");

        public override void Collect(JsonValue current, in PathContext context, List<JsonValue> found)
        {
            if (current is not JsonArray array)
            {
                return;
            }

            var start =
                from is null ? 0
                : to is null ? FromEnd(from.Value, array.Count)
                : Math.Max(from.Value, -array.Count);
            var end =
                to is null ? array.Count
                : from is null ? FromEnd(to.Value, array.Count)
                : Math.Min(to.Value, array.Count);
            for (var i = start; i < end; i++)
            {
                found.Add(array[i < 0 ? array.Count + i : i]);
            }
        }

        private static int FromEnd(int index, int count) => Math.Clamp(index < 0 ? count + index : index, 0, count);
    }

    public sealed class Wildcard : PathSegment
    {
        public override string Fragment => "[*]";

        public override void Collect(JsonValue current, in PathContext context, List<JsonValue> found)
        {
            if (current is JsonArray array)
            {
                found.AddRange(array.Items);
            }
            else if (current is JsonObject o)
            {
                found.AddRange(o.Values);
            }
        }
    }

    /// <summary><c>..</c>: the value and all objects and arrays inside it, parents first.</summary>
    public sealed class Descendants : PathSegment
    {
        public override string Fragment => "..";

        public override void Collect(JsonValue current, in PathContext context, List<JsonValue> found)
        {
            found.Add(current);
            if (current is JsonArray array)
            {
                context.Budget.Spend(array.Count);
                foreach (var item in array.Items)
                {
                    CollectContainer(item, context, found);
                }
            }
            else if (current is JsonObject o)
            {
                foreach (var value in o.Values)
                {
                    CollectContainer(value, context, found);
                }
            }
        }

        private void CollectContainer(JsonValue value, in PathContext context, List<JsonValue> found)
        {
            if (value is JsonArray or JsonObject && found.Count <= JsonPath.MaxFound)
            {
                Collect(value, context, found);
            }
        }
    }

    /// <summary><c>[?(…)]</c>: the items of an array, or the object itself, that satisfy the predicate.</summary>
    public sealed class Filter(PathPredicate predicate, string text) : PathSegment
    {
        public override string Fragment => $"[?{text}]";

        public override void Collect(JsonValue current, in PathContext context, List<JsonValue> found)
        {
            if (current is JsonArray array)
            {
                foreach (var item in array.Items)
                {
                    context.Budget.Spend(1);
                    if (predicate.Holds(item, context))
                    {
                        found.Add(item);
                    }
                }
            }
            else if (current is JsonObject && predicate.Holds(current, context))
            {
                found.Add(current);
            }
        }
    }

    internal static string Print(ReadOnlySpan<PathSegment> segments)
    {
        var text = new StringBuilder("$");
        foreach (var segment in segments)
        {
            text.Append(segment.Fragment);
        }

        return text.ToString();
    }
}
