namespace PromptToImage.Jsonata.Syntax;

/// <summary>Joins steps to paths, and gives steps their predicates, groupings, sort orders and variables.</summary>
/// <param name="process">Analyses a part.</param>
internal sealed class PathAnalysis(ParentResolution parents, Func<SyntaxNode, SyntaxNode> process)
{
    public static SyntaxNode Name(SyntaxNode node) =>
        new(SyntaxType.Path, 0) { Items = [node], KeepSingletonArray = node.KeepArray };

    public SyntaxNode Path(SyntaxNode node)
    {
        var left = process(node.Left!);
        var path = left.Type == SyntaxType.Path ? left : new SyntaxNode(SyntaxType.Path, 0) { Items = [left] };
        if (left.Type == SyntaxType.Parent)
        {
            path.SeekingParent = [left.Slot!];
        }

        var rest = process(node.Right!);
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
        parents.Resolve(path);
        return path;
    }

    public SyntaxNode Predicate(SyntaxNode node)
    {
        var result = process(node.Left!);
        var step = LastStep(result);
        if (step.Group is not null)
        {
            throw new JsonataException("S0209") { Position = node.Position };
        }

        var stages = result.Type == SyntaxType.Path ? step.Stages ??= [] : step.Predicates ??= [];
        var predicate = process(node.Right!);
        foreach (var slot in predicate.SeekingParent ?? [])
        {
            if (slot.Level == 1)
            {
                parents.Seek(step, slot);
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

    public SyntaxNode Group(SyntaxNode node)
    {
        var result = process(node.Left!);
        if (result.Group is not null)
        {
            throw new JsonataException("S0210") { Position = node.Position };
        }

        result.Group = new SyntaxNode(SyntaxType.Unary, node.Position)
        {
            Value = node.Value,
            Pairs = [.. node.Pairs.Select(pair => (process(pair.Key), process(pair.Value)))],
        };
        return result;
    }

    public SyntaxNode OrderBy(SyntaxNode node)
    {
        var result = process(node.Left!);
        if (result.Type != SyntaxType.Path)
        {
            result = new SyntaxNode(SyntaxType.Path, 0) { Items = [result] };
        }

        var sort = new SyntaxNode(SyntaxType.Sort, node.Position);
        foreach (var (term, isDescending) in node.Terms)
        {
            var expression = process(term);
            ParentResolution.Push(sort, expression);
            sort.Terms.Add((expression, isDescending));
        }

        result.Items.Add(sort);
        parents.Resolve(result);
        return result;
    }

    public SyntaxNode Focus(SyntaxNode node)
    {
        var result = process(node.Left!);
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

    public SyntaxNode Index(SyntaxNode node)
    {
        var result = process(node.Left!);
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

    private static SyntaxNode LastStep(SyntaxNode node) => node.Type == SyntaxType.Path ? node.Items[^1] : node;
}
