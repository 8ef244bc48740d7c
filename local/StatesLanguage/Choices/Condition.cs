using PromptToImage.StatesLanguage.Evaluation;

namespace PromptToImage.StatesLanguage.Choices;

/// <summary>The compiled condition of a choice rule.</summary>
internal abstract class Condition
{
    /// <summary>The condition as text, for drawings.</summary>
    public abstract string Label { get; }

    /// <exception cref="StateException">A path or an expression of the condition has no value.</exception>
    public abstract bool Holds(in EvaluationScope scope);

    public sealed class All(Condition[] conditions) : Condition
    {
        public override string Label => string.Join(" && ", conditions.Select(Wrapped));

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

        public override bool Holds(in EvaluationScope scope) => !condition.Holds(scope);
    }

    /// <summary>A condition that the definition gives as true or false.</summary>
    public sealed class Constant(bool holds) : Condition
    {
        public override string Label => holds ? "true" : "false";

        public override bool Holds(in EvaluationScope scope) => holds;
    }

    private static string Wrapped(Condition condition) => condition is All or Any ? $"({condition.Label})" : condition.Label;
}
