namespace PromptToImage.Jsonata.RegularExpressions;

/// <summary>A part of a parsed pattern.</summary>
internal abstract record PatternNode
{
    internal sealed record Empty : PatternNode;

    internal sealed record Characters(CharacterSet Set) : PatternNode;

    internal sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    internal sealed record Choice(IReadOnlyList<PatternNode> Options) : PatternNode;

    internal sealed record Group(PatternNode Body, int Number) : PatternNode;

    internal sealed record Assertion(Operation Operation) : PatternNode;

    internal sealed record Look(PatternNode Body, bool Behind, bool Negated) : PatternNode;

    internal sealed record BackReference(int Number, bool IgnoreCase) : PatternNode;

    /// <param name="FirstGroup">The number of the first group within the body.</param>
    /// <param name="LastGroup">The number of the last group within the body; less than <c>FirstGroup</c> if the body has no group.</param>
    internal sealed record Repeat(PatternNode Body, int Least, int Most, bool Lazy, int FirstGroup, int LastGroup) : PatternNode;
}
