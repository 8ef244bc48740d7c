using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.RegularExpressions;
using PromptToImage.Jsonata.Signatures;

namespace PromptToImage.Jsonata.Syntax;

internal enum SyntaxType
{
    /// <summary>A punctuation mark, or an operator that stands where an operand is expected.</summary>
    Operator,
    Name,
    Variable,
    String,
    Number,
    Value,
    Regex,
    Binary,
    Unary,
    Wildcard,
    Descendant,
    Parent,
    Function,
    Partial,
    Lambda,
    Block,
    Condition,
    Transform,
    Path,
    Sort,
    Bind,
    Apply,
    End,
}

/// <summary>
/// A node of the syntax tree. <see cref="Parser"/> creates the tree, <see cref="Analysis"/> rewrites it, and <see cref="Compiler"/> turns it
/// into immutable operators.
/// </summary>
internal sealed class SyntaxNode(SyntaxType type, int position)
{
    public SyntaxType Type { get; set; } = type;

    public int Position { get; } = position;

    /// <summary>The operator, or the kind of operand. The parser compares it.</summary>
    public string Id { get; init; } = "";

    /// <summary>The operator, the name, or the literal's value.</summary>
    public JsonValue? Value { get; set; }

    public string Text => Value is JsonString text ? text.Value : "";

    public SyntaxNode? Left { get; set; }

    public SyntaxNode? Right { get; set; }

    /// <summary>Arguments, items of an array, steps of a path, or expressions of a block.</summary>
    public List<SyntaxNode> Items { get; set; } = [];

    public List<(SyntaxNode Key, SyntaxNode Value)> Pairs { get; set; } = [];

    public List<(SyntaxNode Expression, bool IsDescending)> Terms { get; set; } = [];

    /// <summary>A condition's third operand, or a transform's deletion.</summary>
    public SyntaxNode? Third { get; set; }

    public Signature? Signature { get; set; }

    public RegularExpression? Regex { get; init; }

    /// <summary>The body of a lambda is a call that its caller makes.</summary>
    public bool IsTailCall { get; init; }

    public List<SyntaxStage>? Predicates { get; set; }

    public List<SyntaxStage>? Stages { get; set; }

    public SyntaxNode? Group { get; set; }

    public bool KeepArray { get; set; }

    public bool KeepSingletonArray { get; set; }

    public bool IsArrayConstructor { get; set; }

    public bool IsTuple { get; set; }

    public string? Focus { get; set; }

    public string? Index { get; set; }

    /// <summary>The slot for which this step provides the parent.</summary>
    public ParentSlot? Ancestor { get; set; }

    /// <summary>The slot of a parent operator.</summary>
    public ParentSlot? Slot { get; init; }

    /// <summary>The slots within this node whose step is further out.</summary>
    public List<ParentSlot>? SeekingParent { get; set; }

    public bool IsOperator(string text) => Type == SyntaxType.Binary && Text == text;

    public bool IsArray => Type == SyntaxType.Unary && Text == "[";
}

/// <summary>A predicate on a step, or an index variable that is bound after predicates.</summary>
internal sealed record SyntaxStage(SyntaxNode? Predicate, string? Index);

/// <summary>The place where a parent operator finds its value.</summary>
/// <param name="index">The number of the parent operator in the expression.</param>
internal sealed class ParentSlot(string label, int index)
{
    /// <summary>The variable that holds the value.</summary>
    public string Label { get; set; } = label;

    public int Index => index;

    /// <summary>How many steps further out the parent is.</summary>
    public int Level { get; set; } = 1;
}
