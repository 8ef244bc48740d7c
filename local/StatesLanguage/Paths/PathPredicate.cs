using System.Text.RegularExpressions;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Paths;

/// <summary>The condition of a filter.</summary>
internal abstract class PathPredicate
{
    /// <param name="current">What <c>@</c> stands for.</param>
    public abstract bool Holds(JsonValue current, in PathContext context);

    public sealed class And(PathPredicate left, PathPredicate right) : PathPredicate
    {
        public override bool Holds(JsonValue current, in PathContext context) =>
            left.Holds(current, context) && right.Holds(current, context);
    }

    public sealed class Or(PathPredicate left, PathPredicate right) : PathPredicate
    {
        public override bool Holds(JsonValue current, in PathContext context) =>
            left.Holds(current, context) || right.Holds(current, context);
    }

    public sealed class Not(PathPredicate inner) : PathPredicate
    {
        public override bool Holds(JsonValue current, in PathContext context) => !inner.Holds(current, context);
    }

    public sealed class Exists(Operand operand) : PathPredicate
    {
        public override bool Holds(JsonValue current, in PathContext context) => operand.Value(current, context) is not null;
    }

    public sealed class Compare(Operand left, string comparison, Operand right) : PathPredicate
    {
        public override bool Holds(JsonValue current, in PathContext context)
        {
            var a = left.Value(current, context);
            var b = right.Value(current, context);
            context.Budget.Spend(Math.Min(Steps(a), Steps(b)));
            switch (comparison)
            {
                case "==":
                    return AreEqual(a, b);
                case "!=":
                    return !AreEqual(a, b);
                case "in":
                    return b is JsonArray included && Contains(included, a, context);
                case "nin":
                    return b is JsonArray excluded && !Contains(excluded, a, context);
            }

            var order =
                a is JsonNumber m && b is JsonNumber n ? m.Double.CompareTo(n.Double)
                : a is JsonString s && b is JsonString t ? string.CompareOrdinal(s.Value, t.Value)
                : (int?)null;
            return order is { } o
                && comparison switch
                {
                    "<" => o < 0,
                    "<=" => o <= 0,
                    ">" => o > 0,
                    _ => o >= 0,
                };
        }

        private static bool Contains(JsonArray array, JsonValue? value, in PathContext context)
        {
            foreach (var item in array.Items)
            {
                context.Budget.Spend(1 + Math.Min(Steps(item), Steps(value)));
                if (AreEqual(value, item))
                {
                    return true;
                }
            }

            return false;
        }

        private static bool AreEqual(JsonValue? a, JsonValue? b) => a is null ? b is null : a.Equals(b);

        // The comparison of two documents visits their parts. The comparison of two strings is much faster.
        private static int Steps(JsonValue? value) =>
            value switch
            {
                JsonArray or JsonObject => value.Utf8Size / 8,
                JsonString s => s.Value.Length / 64,
                _ => 0,
            };
    }

    /// <summary>The filter operator <c>=~ /…/i</c>. The time of a match is proportional to the length of the text.</summary>
    public sealed class Matches(Operand left, Regex pattern) : PathPredicate
    {
        public override bool Holds(JsonValue current, in PathContext context)
        {
            if (left.Value(current, context) is not JsonString s)
            {
                return false;
            }

            context.Budget.Spend(s.Value.Length);
            return pattern.IsMatch(s.Value);
        }
    }

    /// <summary>One side of a comparison: a constant or a path.</summary>
    /// <param name="fromCurrent">Whether the path starts at <c>@</c> and not at <c>$</c>.</param>
    public sealed class Operand(JsonValue? constant, JsonPath? path, bool fromCurrent)
    {
        /// <returns>Null where the path has no value, or an empty array.</returns>
        public JsonValue? Value(JsonValue current, in PathContext context)
        {
            if (path is null)
            {
                return constant;
            }

            var isFound = path.TryEvaluate(fromCurrent ? current : context.Root, context.Budget, out var value);
            return isFound && (path.IsDefinite || value is JsonArray { Count: > 0 }) ? value : null;
        }
    }
}
