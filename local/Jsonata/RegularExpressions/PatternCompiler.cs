namespace PromptToImage.Jsonata.RegularExpressions;

/// <summary>Turns a parsed pattern into instructions.</summary>
internal sealed class PatternCompiler(int groupCount)
{
    private readonly List<Instruction> _program = [];

    public int RegisterCount { get; private set; } = (groupCount + 1) * 2;

    public Instruction[] Compile(PatternNode root)
    {
        Emit(new PatternNode.Group(root, 0), backward: false);
        Add(new Instruction(Operation.Accept));
        return [.. _program];
    }

    private void Emit(PatternNode node, bool backward)
    {
        switch (node)
        {
            case PatternNode.Characters characters:
                Add(new Instruction(Operation.Character) { Characters = characters.Set, Backward = backward });
                break;
            case PatternNode.Sequence sequence:
                foreach (var part in backward ? sequence.Parts.Reverse() : sequence.Parts)
                {
                    Emit(part, backward);
                }

                break;
            case PatternNode.Choice choice:
                EmitChoice(choice, backward);
                break;
            case PatternNode.Group group:
                Add(new Instruction(Operation.Save) { A = group.Number * 2 + (backward ? 1 : 0) });
                Emit(group.Body, backward);
                Add(new Instruction(Operation.Save) { A = group.Number * 2 + (backward ? 0 : 1) });
                break;
            case PatternNode.Assertion assertion:
                Add(new Instruction(assertion.Operation));
                break;
            case PatternNode.BackReference reference:
                Add(new Instruction(Operation.BackReference) { A = reference.Number, Backward = backward, IgnoreCase = reference.IgnoreCase });
                break;
            case PatternNode.Look look:
                var start = Add(new Instruction(look.Negated ? Operation.LookNegated : Operation.Look));
                Emit(look.Body, look.Behind);
                Add(new Instruction(Operation.Accept));
                start.A = _program.Count;
                break;
            case PatternNode.Repeat repeat:
                EmitRepeat(repeat, backward);
                break;
        }
    }

    private void EmitChoice(PatternNode.Choice choice, bool backward)
    {
        var ends = new List<Instruction>();
        for (var i = 0; i < choice.Options.Count - 1; i++)
        {
            var split = Add(new Instruction(Operation.Split));
            split.A = _program.Count;
            Emit(choice.Options[i], backward);
            ends.Add(Add(new Instruction(Operation.Jump)));
            split.B = _program.Count;
        }

        Emit(choice.Options[^1], backward);
        foreach (var end in ends)
        {
            end.A = _program.Count;
        }
    }

    /// <summary>
    /// A counter is kept only where the pattern limits the number of repetitions. An optional repetition that takes no character fails, as
    /// JavaScript says, so that no repetition is endless.
    /// </summary>
    private void EmitRepeat(PatternNode.Repeat repeat, bool backward)
    {
        if (repeat.Most == 0)
        {
            return;
        }

        var counted = repeat.Least > 0 || repeat.Most != int.MaxValue;
        var counter = counted ? RegisterCount++ : -1;
        var position = RegisterCount++;
        if (counted)
        {
            Add(new Instruction(Operation.Zero) { A = counter });
        }

        // top: while below the least, repeat; while below the most, repeat or leave; else leave.
        var top = _program.Count;
        var required = counted && repeat.Least > 0 ? Add(new Instruction(Operation.JumpIfBelow) { A = counter, Limit = repeat.Least }) : null;
        Instruction? leave = null;
        if (counted && repeat.Most != int.MaxValue)
        {
            var allowed = Add(new Instruction(Operation.JumpIfBelow) { A = counter, Limit = repeat.Most });
            leave = Add(new Instruction(Operation.Jump));
            allowed.B = _program.Count;
        }

        var split = Add(new Instruction(Operation.Split));
        var body = _program.Count;
        if (required is not null)
        {
            required.B = body;
        }

        if (counted)
        {
            Add(new Instruction(Operation.Increment) { A = counter });
        }

        Add(new Instruction(Operation.Save) { A = position });
        if (repeat.LastGroup >= repeat.FirstGroup)
        {
            Add(new Instruction(Operation.Clear) { A = repeat.FirstGroup * 2, B = (repeat.LastGroup + 1) * 2 });
        }

        Emit(repeat.Body, backward);
        Add(
            counted
                ? new Instruction(Operation.ProgressAfter) { A = position, B = counter, Limit = repeat.Least }
                : new Instruction(Operation.Progress) { A = position }
        );
        Add(new Instruction(Operation.Jump) { A = top });
        (split.A, split.B) = repeat.Lazy ? (_program.Count, body) : (body, _program.Count);
        if (leave is not null)
        {
            leave.A = _program.Count;
        }
    }

    private Instruction Add(Instruction instruction)
    {
        _program.Add(instruction);
        return instruction;
    }
}
