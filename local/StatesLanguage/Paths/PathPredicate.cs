using System.Text.RegularExpressions;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Paths;

/// <summary>The condition of a filter step.</summary>
internal abstract class PathPredicate
{
    public abstract bool Holds(JsonValue current, JsonValue root);

    public sealed class And(PathPredicate left, PathPredicate right) : PathPredicate
    {
        public override bool Holds(JsonValue current, JsonValue root) => left.Holds(current, root) && right.Holds(current, root);
    }

    public sealed class Or(PathPredicate left, PathPredicate right) : PathPredicate
    {
        public override bool Holds(JsonValue current, JsonValue root) => left.Holds(current, root) || right.Holds(current, root);
    }

    public sealed class Not(PathPredicate inner) : PathPredicate
    {
        public override bool Holds(JsonValue current, JsonValue root) => !inner.Holds(current, root);
    }

    public sealed class Exists(Operand operand) : PathPredicate
    {
        public override bool Holds(JsonValue current, JsonValue root) => operand.Value(current, root) is not null;
    }

    public sealed class Compare(Operand left, string comparison, Operand right) : PathPredicate
    {
        public override bool Holds(JsonValue current, JsonValue root)
        {
            var a = left.Value(current, root);
            var b = right.Value(current, root);
            switch (comparison)
            {
                case "==":
                    return Same(a, b);
                case "!=":
                    return !Same(a, b);
                case "in":
                    return b is JsonArray among && among.Any(item => Same(a, item));
                case "nin":
                    return b is JsonArray without && !without.Any(item => Same(a, item));
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

        private static bool Same(JsonValue? a, JsonValue? b) => a is null ? b is null : a.Equals(b);
    }

    /// <summary><c>=~ /…/i</c>. The engine runs in time linear in the text, whatever the pattern.</summary>
    public sealed class Matches(Operand left, Regex pattern) : PathPredicate
    {
        public override bool Holds(JsonValue current, JsonValue root) =>
            left.Value(current, root) is JsonString s && pattern.IsMatch(s.Value);
    }

    public sealed class Operand(JsonValue? constant, JsonPath? path, bool fromCurrent)
    {
        public JsonValue? Value(JsonValue current, JsonValue root)
        {
            if (path is null)
            {
                return constant;
            }

            if (!path.IsDefinite)
            {
                return path.TryEvaluate(fromCurrent ? current : root, out var list) && list is JsonArray { Count: > 0 } ? list : null;
            }

            return path.TryEvaluate(fromCurrent ? current : root, out var value) ? value : null;
        }
    }
}
