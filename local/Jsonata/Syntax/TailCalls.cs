namespace PromptToImage.Jsonata.Syntax;

/// <summary>Finds the calls that end a function's body.</summary>
internal static class TailCalls
{
    public static SyntaxNode Mark(SyntaxNode node)
    {
        switch (node.Type)
        {
            case SyntaxType.Function when node.Predicates is null:
                return new SyntaxNode(SyntaxType.Lambda, node.Position) { IsTailCall = true, Right = node };
            case SyntaxType.Condition:
                node.Right = Mark(node.Right!);
                node.Third = node.Third is null ? null : Mark(node.Third);
                return node;
            case SyntaxType.Block when node.Items.Count > 0:
                node.Items[^1] = Mark(node.Items[^1]);
                return node;
            default:
                return node;
        }
    }
}
