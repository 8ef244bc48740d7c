namespace PromptToImage.Jsonata.Operators;

/// <summary>One step of a path.</summary>
/// <param name="Node">The expression that is evaluated for each item; null for an order-by clause.</param>
internal sealed record PathStep(ExpressionNode? Node)
{
    /// <summary>The terms of an order-by clause.</summary>
    public SortTerm[] Terms { get; init; } = [];

    /// <summary>Index of the character after the order-by operator.</summary>
    public int Position { get; init; }

    public Stage[] Stages { get; init; } = [];

    /// <summary>The variable that <c>@</c> binds to each result; the context value stays.</summary>
    public string? Focus { get; init; }

    /// <summary>The variable that <c>#</c> binds to the position of each result.</summary>
    public string? Index { get; init; }

    /// <summary>The variable that holds the context value for <c>%</c>.</summary>
    public string? Ancestor { get; init; }

    /// <summary>From this step on the path carries variables.</summary>
    public bool IsTuple { get; init; }
}

/// <summary>A predicate on a step, or an index variable that is bound after predicates.</summary>
/// <param name="Predicate">Null for an index variable.</param>
internal sealed record Stage(ExpressionNode? Predicate, string? Index);

/// <summary>One term of an order-by clause.</summary>
internal sealed record SortTerm(ExpressionNode Expression, bool IsDescending);
