using System.Runtime.CompilerServices;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Syntax;

/// <summary>
/// Gives the syntax tree its meaning: joins steps to paths and predicates to steps, finds tail calls, and resolves parent operators.
/// </summary>
internal sealed class Analysis
{
    private readonly ParentResolution _parents = new();
    private readonly PathAnalysis _paths;
    private int _depth;

    private Analysis() => _paths = new PathAnalysis(_parents, Process);

    public static SyntaxNode Analyse(SyntaxNode root)
    {
        var result = new Analysis().Process(root);
        return result.Type == SyntaxType.Parent || result.SeekingParent is not null
            ? throw new JsonataException("S0217") { Position = result.Position > 0 ? result.Position : null, Token = JsonValue.From(ParentResolution.NameOf(result)) }
            : result;
    }

    private SyntaxNode Process(SyntaxNode node)
    {
        if (++_depth > Parser.DeepestNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Limits.StackOverflow();
        }

        var result = node.Type switch
        {
            SyntaxType.Binary => ProcessBinary(node),
            SyntaxType.Unary => ProcessUnary(node),
            SyntaxType.Function or SyntaxType.Partial => ProcessCall(node),
            SyntaxType.Lambda => ProcessLambda(node),
            SyntaxType.Condition => ProcessCondition(node),
            SyntaxType.Transform => ProcessTransform(node),
            SyntaxType.Block => ProcessBlock(node),
            SyntaxType.Name => PathAnalysis.Name(node),
            SyntaxType.Parent => _parents.Create(node),
            SyntaxType.Operator => ProcessOperator(node),
            SyntaxType.End => throw new JsonataException("S0207") { Position = node.Position, Token = node.Value },
            _ => node,
        };
        result.KeepArray |= node.KeepArray;
        _depth--;
        return result;
    }

    private SyntaxNode ProcessBinary(SyntaxNode node) =>
        node.Text switch
        {
            "." => _paths.Path(node),
            "[" => _paths.Predicate(node),
            "{" => _paths.Group(node),
            "^" => _paths.OrderBy(node),
            "@" => _paths.Focus(node),
            "#" => _paths.Index(node),
            ":=" => ProcessBind(node),
            "~>" => ProcessApply(node),
            _ => ProcessOperands(node),
        };

    private SyntaxNode ProcessBind(SyntaxNode node)
    {
        var result = new SyntaxNode(SyntaxType.Bind, node.Position) { Left = Process(node.Left!), Right = Process(node.Right!) };
        ParentResolution.Push(result, result.Right);
        return result;
    }

    private SyntaxNode ProcessApply(SyntaxNode node)
    {
        var result = new SyntaxNode(SyntaxType.Apply, node.Position) { Left = Process(node.Left!), Right = Process(node.Right!) };
        result.KeepArray = result.Left.KeepArray || result.Right.KeepArray;
        return result;
    }

    private SyntaxNode ProcessOperands(SyntaxNode node)
    {
        var result = new SyntaxNode(SyntaxType.Binary, node.Position)
        {
            Value = node.Value,
            Left = Process(node.Left!),
            Right = Process(node.Right!),
        };
        ParentResolution.Push(result, result.Left);
        ParentResolution.Push(result, result.Right);
        return result;
    }

    private SyntaxNode ProcessUnary(SyntaxNode node)
    {
        var result = new SyntaxNode(SyntaxType.Unary, node.Position) { Value = node.Value };
        switch (node.Text)
        {
            case "[":
                result.Items = ProcessAll(node.Items, result);
                return result;
            case "{":
                foreach (var (key, value) in node.Pairs)
                {
                    result.Pairs.Add((ProcessInto(result, key), ProcessInto(result, value)));
                }

                return result;
            default:
                result.Left = Process(node.Left!);
                if (result.Left is { Type: SyntaxType.Number, Value: JsonNumber { Double: var number } } literal)
                {
                    literal.Value = JsonNumber.FromJavaScript(-number);
                    return literal;
                }

                ParentResolution.Push(result, result.Left);
                return result;
        }
    }

    private SyntaxNode ProcessCall(SyntaxNode node)
    {
        var result = new SyntaxNode(node.Type, node.Position) { Value = node.Value };
        result.Items = ProcessAll(node.Items, result);
        result.Left = Process(node.Left!);
        return result;
    }

    private SyntaxNode ProcessLambda(SyntaxNode node) =>
        new(SyntaxType.Lambda, node.Position)
        {
            Items = node.Items,
            Signature = node.Signature,
            Right = TailCalls.Mark(Process(node.Right!)),
        };

    private SyntaxNode ProcessCondition(SyntaxNode node)
    {
        var result = new SyntaxNode(SyntaxType.Condition, node.Position);
        result.Left = ProcessInto(result, node.Left!);
        result.Right = ProcessInto(result, node.Right!);
        result.Third = node.Third is null ? null : ProcessInto(result, node.Third);
        return result;
    }

    private SyntaxNode ProcessTransform(SyntaxNode node) =>
        new(SyntaxType.Transform, node.Position)
        {
            Left = Process(node.Left!),
            Right = Process(node.Right!),
            Third = node.Third is null ? null : Process(node.Third),
        };

    private SyntaxNode ProcessBlock(SyntaxNode node)
    {
        var result = new SyntaxNode(SyntaxType.Block, node.Position);
        foreach (var item in node.Items)
        {
            var part = ProcessInto(result, item);
            result.Items.Add(part);
            result.IsArrayConstructor |= part.IsArrayConstructor || (part.Type == SyntaxType.Path && part.Items[0].IsArrayConstructor);
        }

        return result;
    }

    private static SyntaxNode ProcessOperator(SyntaxNode node)
    {
        switch (node.Id)
        {
            case "and" or "or" or "in":
                // An operator that stands where a name does.
                node.Type = SyntaxType.Name;
                return PathAnalysis.Name(node);
            case "?":
                return node;
            default:
                throw new JsonataException("S0201") { Position = node.Position, Token = node.Value };
        }
    }

    private List<SyntaxNode> ProcessAll(List<SyntaxNode> nodes, SyntaxNode result) => [.. nodes.Select(node => ProcessInto(result, node))];

    private SyntaxNode ProcessInto(SyntaxNode result, SyntaxNode node)
    {
        var value = Process(node);
        ParentResolution.Push(result, value);
        return value;
    }
}
