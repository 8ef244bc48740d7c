namespace PromptToImage.Jsonata;

/// <summary>
/// What an expression refers to outside itself. A program that evaluates without an input can reject an expression that needs one.
/// </summary>
/// <param name="ContextNames">
/// The properties and operators that are applied to the input, without repetition: a name, <c>*</c>, <c>**</c>, <c>$</c> or <c>$$</c>.
/// </param>
/// <param name="Variables">The variables that the expression does not bind itself, functions included.</param>
public sealed record ExpressionReferences(IReadOnlyList<string> ContextNames, IReadOnlyList<VariableReference> Variables);

/// <summary>A use of a variable.</summary>
/// <param name="Name">The name without the dollar sign.</param>
/// <param name="Property">
/// The property that is read from the variable; null where another part of the expression gets the whole value.
/// </param>
public readonly record struct VariableReference(string Name, string? Property);
