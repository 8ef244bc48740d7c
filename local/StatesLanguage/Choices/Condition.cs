using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Choices;

/// <summary>A compiled choice rule.</summary>
internal abstract class Condition
{
    /// <summary>The condition in words, for drawings.</summary>
    public abstract string Label { get; }

    public virtual IEnumerable<JsonPath> Paths => [];

    /// <exception cref="StateException">A path that the rule reads leads to nothing.</exception>
    public abstract bool Holds(in EvaluationScope scope);

    public sealed class All(Condition[] conditions) : Condition
    {
        public override string Label => string.Join(" && ", conditions.Select(Wrapped));

        public override IEnumerable<JsonPath> Paths => conditions.SelectMany(c => c.Paths);

        public override bool Holds(in EvaluationScope scope)
        {
            foreach (var condition in conditions)
            {
                if (!condition.Holds(scope))
                {
                    return false;
                }
            }

            return true;
        }
    }

    public sealed class Any(Condition[] conditions) : Condition
    {
        public override string Label => string.Join(" || ", conditions.Select(Wrapped));

        public override IEnumerable<JsonPath> Paths => conditions.SelectMany(c => c.Paths);

        public override bool Holds(in EvaluationScope scope)
        {
            foreach (var condition in conditions)
            {
                if (condition.Holds(scope))
                {
                    return true;
                }
            }

            return false;
        }
    }

    public sealed class Not(Condition condition) : Condition
    {
        public override string Label => $"not ({condition.Label})";

        public override IEnumerable<JsonPath> Paths => condition.Paths;

        public override bool Holds(in EvaluationScope scope) => !condition.Holds(scope);
    }

    private static string Wrapped(Condition condition) => condition is All or Any ? $"({condition.Label})" : condition.Label;
}
