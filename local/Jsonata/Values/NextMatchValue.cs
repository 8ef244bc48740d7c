using PromptToImage.Jsonata.Operators;

namespace PromptToImage.Jsonata.Values;

/// <summary>The function <c>next</c> of a match, which gives the following match.</summary>
internal sealed class NextMatchValue(RegularExpressionNode node, string text, int startIndex) : FunctionValue
{
    public override int Arity => 0;

    public RegularExpressionNode Node => node;

    public string SearchedText => text;

    public int StartIndex => startIndex;
}
