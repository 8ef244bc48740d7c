using PromptToImage.Jsonata.Operators;

namespace PromptToImage.Jsonata.Values;

/// <summary>A regular expression, which is a function from a string to its first match.</summary>
internal sealed class MatcherValue(RegularExpressionNode node) : FunctionValue
{
    public override int Arity => 2;

    public RegularExpressionNode Node => node;
}
