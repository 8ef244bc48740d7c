namespace PromptToImage.Jsonata.RegularExpressions;

internal enum Operation
{
    /// <summary>The pattern matches.</summary>
    Accept,

    /// <summary>Takes one character that is in <see cref="Instruction.Characters"/>.</summary>
    Character,

    /// <summary>Continues at A, and if that fails at B.</summary>
    Split,

    /// <summary>Continues at A.</summary>
    Jump,

    /// <summary>Stores the position in register A.</summary>
    Save,

    /// <summary>Clears the registers from A up to B.</summary>
    Clear,

    /// <summary>Sets register A to 0.</summary>
    Zero,

    /// <summary>Adds 1 to register A.</summary>
    Increment,

    /// <summary>Continues at B while register A is below <see cref="Instruction.Limit"/>.</summary>
    JumpIfBelow,

    /// <summary>Fails if the position is still that in register A.</summary>
    Progress,

    /// <summary>
    /// As <see cref="Progress"/>, unless register B is at most <see cref="Instruction.Limit"/>: a required repetition may be empty.
    /// </summary>
    ProgressAfter,

    LineStart,
    TextStart,
    LineEnd,
    TextEnd,
    WordBoundary,
    NoWordBoundary,

    /// <summary>Takes the text of group A again.</summary>
    BackReference,

    /// <summary>Matches the instructions after this one without moving, then continues at A.</summary>
    Look,

    /// <summary>Fails if the instructions after this one match, else continues at A.</summary>
    LookNegated,
}

/// <summary>One instruction of a compiled pattern.</summary>
internal sealed class Instruction(Operation operation)
{
    public Operation Operation => operation;

    public int A { get; set; }

    public int B { get; set; }

    public int Limit { get; init; }

    public CharacterSet? Characters { get; init; }

    /// <summary>Moves from right to left, within a lookbehind.</summary>
    public bool Backward { get; init; }

    public bool IgnoreCase { get; init; }
}
