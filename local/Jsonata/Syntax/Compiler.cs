using System.Runtime.CompilerServices;
using PromptToImage.Jsonata.Operators;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Syntax;

/// <summary>Turns the analysed syntax tree into immutable operators.</summary>
internal static class Compiler
{
    public static ExpressionNode Compile(SyntaxNode syntax)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Limits.StackOverflow();
        }

        var node = Create(syntax);
        node.Complete(
            syntax.Position,
            [.. (syntax.Predicates ?? []).Select(stage => Compile(stage.Predicate!))],
            syntax.Group is null || syntax.Type == SyntaxType.Path ? null : CompileObject(syntax.Group),
            syntax.KeepArray
        );
        return node;
    }

    private static ExpressionNode Create(SyntaxNode syntax) =>
        syntax.Type switch
        {
            SyntaxType.String or SyntaxType.Number or SyntaxType.Value => new LiteralNode(syntax.Value!),
            SyntaxType.Name => new NameNode(syntax.Text),
            SyntaxType.Variable => new VariableNode(syntax.Text),
            SyntaxType.Regex => new RegularExpressionNode(syntax.Regex!),
            SyntaxType.Wildcard => new WildcardNode(),
            SyntaxType.Descendant => new DescendantNode(),
            SyntaxType.Parent => new ParentNode(syntax.Slot!.Label),
            SyntaxType.Binary => CreateBinary(syntax.Text, Compile(syntax.Left!), Compile(syntax.Right!)),
            SyntaxType.Unary => CreateUnary(syntax),
            SyntaxType.Function => CreateCall(syntax),
            SyntaxType.Partial => new PartialApplicationNode(
                Compile(syntax.Left!),
                [.. syntax.Items.Select(item => item.Type == SyntaxType.Operator ? null : Compile(item))]
            ),
            SyntaxType.Lambda when syntax.IsTailCall => new TailCallNode(CreateCall(syntax.Right!)),
            SyntaxType.Lambda => new LambdaNode([.. syntax.Items.Select(item => item.Text)], syntax.Signature, Compile(syntax.Right!)),
            SyntaxType.Block => new BlockNode(CompileAll(syntax.Items), syntax.IsArrayConstructor),
            SyntaxType.Condition => new ConditionNode(
                Compile(syntax.Left!),
                Compile(syntax.Right!),
                syntax.Third is null ? null : Compile(syntax.Third)
            ),
            SyntaxType.Transform => new TransformNode(
                Compile(syntax.Left!),
                Compile(syntax.Right!),
                syntax.Third is null ? null : Compile(syntax.Third)
            ),
            SyntaxType.Path => new PathNode(
                [.. syntax.Items.Select(CompileStep)],
                syntax.Group is null ? null : CompileObject(syntax.Group),
                syntax.KeepSingletonArray,
                syntax.IsTuple
            ),
            SyntaxType.Bind => new BindNode(syntax.Left!.Text, Compile(syntax.Right!)),
            SyntaxType.Apply => new ApplyNode(Compile(syntax.Left!), Compile(syntax.Right!)),
            _ => throw new JsonataException("S0206") { Position = syntax.Position, Token = syntax.Value },
        };

    private static ExpressionNode CreateBinary(string token, ExpressionNode left, ExpressionNode right) =>
        token switch
        {
            "+" or "-" or "*" or "/" or "%" => new ArithmeticNode(token, left, right),
            "=" or "!=" => new EqualityNode(token, left, right),
            "<" or "<=" or ">" or ">=" => new ComparisonNode(token, left, right),
            "and" or "or" => new BooleanNode(token, left, right),
            "&" => new ConcatenationNode(token, left, right),
            ".." => new RangeNode(token, left, right),
            _ => new InclusionNode(token, left, right),
        };

    private static ExpressionNode CreateUnary(SyntaxNode syntax) =>
        syntax.Text switch
        {
            "[" => new ArrayConstructorNode(CompileAll(syntax.Items), syntax.IsArrayConstructor),
            "{" => CompileObject(syntax),
            _ => new NegationNode(Compile(syntax.Left!)),
        };

    private static ObjectConstructorNode CompileObject(SyntaxNode syntax)
    {
        var node = new ObjectConstructorNode([.. syntax.Pairs.Select(pair => (Compile(pair.Key), Compile(pair.Value)))]);
        node.Complete(syntax.Position, [], null, keepArray: false);
        return node;
    }

    private static CallNode CreateCall(SyntaxNode syntax) => new(Compile(syntax.Left!), CompileAll(syntax.Items));

    private static ExpressionNode[] CompileAll(List<SyntaxNode> items) => [.. items.Select(Compile)];

    private static PathStep CompileStep(SyntaxNode syntax) =>
        new(syntax.Type == SyntaxType.Sort ? null : Compile(syntax))
        {
            Position = syntax.Position,
            Terms = [.. syntax.Terms.Select(term => new SortTerm(Compile(term.Expression), term.IsDescending))],
            Stages = [.. (syntax.Stages ?? []).Select(stage => new Stage(stage.Predicate is null ? null : Compile(stage.Predicate), stage.Index))],
            Focus = syntax.Focus,
            Index = syntax.Index,
            Ancestor = syntax.Ancestor?.Label,
            IsTuple = syntax.IsTuple,
        };
}
