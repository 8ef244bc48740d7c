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
    private int _depth;

    public static SyntaxNode Analyse(SyntaxNode root)
    {
        var result = new Analysis().Process(root);
        return result.Type == SyntaxType.Parent || result.SeekingParent is not null
            ? throw new JsonataException("S0217") { Position = result.Position > 0 ? result.Position : null, Token = JsonValue.Of(ParentResolution.NameOf(result)) }
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
            SyntaxType.Name => ProcessName(node),
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
            "." => ProcessPath(node),
            "[" => ProcessPredicate(node),
            "{" => ProcessGroup(node),
            "^" => ProcessOrderBy(node),
            "@" => ProcessFocus(node),
            "#" => ProcessIndex(node),
            ":=" => ProcessBind(node),
            "~>" => ProcessApply(node),
            _ => ProcessOperands(node),
        };

    private SyntaxNode ProcessPath(SyntaxNode node)
    {
        var left = Process(node.Left!);
        var path = left.Type == SyntaxType.Path ? left : new SyntaxNode(SyntaxType.Path, 0) { Items = [left] };
        if (left.Type == SyntaxType.Parent)
        {
            path.SeekingParent = [left.Slot!];
        }

        var rest = Process(node.Right!);
        if (rest.Type == SyntaxType.Path)
        {
            path.Items.AddRange(rest.Items);
        }
        else
        {
            if (rest.Predicates is not null)
            {
                (rest.Stages, rest.Predicates) = (rest.Predicates, null);
            }

            path.Items.Add(rest);
        }

        foreach (var step in path.Items)
        {
            switch (step.Type)
            {
                case SyntaxType.Number or SyntaxType.Value:
                    throw new JsonataException("S0213") { Position = step.Position, Value = step.Value };
                case SyntaxType.String:
                    step.Type = SyntaxType.Name;
                    break;
            }

            path.KeepSingletonArray |= step.KeepArray;
        }

        path.Items[0].IsArrayConstructor |= path.Items[0].IsArray;
        path.Items[^1].IsArrayConstructor |= path.Items[^1].IsArray;
        _parents.Resolve(path);
        return path;
    }

    private SyntaxNode ProcessPredicate(SyntaxNode node)
    {
        var result = Process(node.Left!);
        var step = LastStep(result);
        if (step.Group is not null)
        {
            throw new JsonataException("S0209") { Position = node.Position };
        }

        var stages = result.Type == SyntaxType.Path ? step.Stages ??= [] : step.Predicates ??= [];
        var predicate = Process(node.Right!);
        foreach (var slot in predicate.SeekingParent ?? [])
        {
            if (slot.Level == 1)
            {
                _parents.Seek(step, slot);
            }
            else
            {
                slot.Level--;
            }
        }

        if (predicate.SeekingParent is not null)
        {
            ParentResolution.Push(step, predicate);
        }

        stages.Add(new SyntaxStage(predicate, null));
        return result;
    }

    private SyntaxNode ProcessGroup(SyntaxNode node)
    {
        var result = Process(node.Left!);
        if (result.Group is not null)
        {
            throw new JsonataException("S0210") { Position = node.Position };
        }

        result.Group = new SyntaxNode(SyntaxType.Unary, node.Position)
        {
            Value = node.Value,
            Pairs = [.. node.Pairs.Select(pair => (Process(pair.Key), Process(pair.Value)))],
        };
        return result;
    }

    private SyntaxNode ProcessOrderBy(SyntaxNode node)
    {
        var result = Process(node.Left!);
        if (result.Type != SyntaxType.Path)
        {
            result = new SyntaxNode(SyntaxType.Path, 0) { Items = [result] };
        }

        var sort = new SyntaxNode(SyntaxType.Sort, node.Position);
        foreach (var (term, isDescending) in node.Terms)
        {
            var expression = Process(term);
            ParentResolution.Push(sort, expression);
            sort.Terms.Add((expression, isDescending));
        }

        result.Items.Add(sort);
        _parents.Resolve(result);
        return result;
    }

    private SyntaxNode ProcessFocus(SyntaxNode node)
    {
        var result = Process(node.Left!);
        var step = LastStep(result);
        if (step.Stages is not null || step.Predicates is not null)
        {
            throw new JsonataException("S0215") { Position = node.Position };
        }

        if (step.Type == SyntaxType.Sort)
        {
            throw new JsonataException("S0216") { Position = node.Position };
        }

        step.KeepArray |= node.KeepArray;
        // The variable $ cannot be bound.
        step.Focus = node.Right!.Text.Length > 0 ? node.Right.Text : null;
        step.IsTuple = true;
        return result;
    }

    private SyntaxNode ProcessIndex(SyntaxNode node)
    {
        var result = Process(node.Left!);
        var step = LastStep(result);
        if (result.Type != SyntaxType.Path)
        {
            result = new SyntaxNode(SyntaxType.Path, 0) { Items = [result] };
            if (step.Predicates is not null)
            {
                (step.Stages, step.Predicates) = (step.Predicates, null);
            }
        }

        if (step.Stages is null)
        {
            step.Index = node.Right!.Text.Length > 0 ? node.Right.Text : null;
        }
        else
        {
            step.Stages.Add(new SyntaxStage(null, node.Right!.Text));
        }

        step.IsTuple = true;
        return result;
    }

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

    private static SyntaxNode ProcessName(SyntaxNode node) =>
        new(SyntaxType.Path, 0) { Items = [node], KeepSingletonArray = node.KeepArray };

    private static SyntaxNode ProcessOperator(SyntaxNode node)
    {
        switch (node.Id)
        {
            case "and" or "or" or "in":
                // An operator that stands where a name does.
                node.Type = SyntaxType.Name;
                return ProcessName(node);
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

    private static SyntaxNode LastStep(SyntaxNode node) => node.Type == SyntaxType.Path ? node.Items[^1] : node;
}
