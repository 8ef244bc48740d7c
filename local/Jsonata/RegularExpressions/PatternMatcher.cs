namespace PromptToImage.Jsonata.RegularExpressions;

/// <summary>Matches by backtracking. Choices and overwritten registers are kept on one explicit stack.</summary>
/// <param name="spend">Receives the number of steps taken. It throws to end the search.</param>
internal sealed class PatternMatcher(RegularExpression expression, string text, Action<long> spend)
{
    private const int StepsPerReport = 256;
    private const int StepsPerUnit = 8;

    private readonly Instruction[] _program = expression.Program;
    private readonly int[] _registers = new int[expression.Registers];

    // A choice is (address, position); an overwritten register is (-1 - register, old value).
    private (int Address, int Value)[] _stack = new (int, int)[16];
    private int _top;
    private int _steps;

    public int[] Captures() => _registers[..((expression.Groups + 1) * 2)];

    public bool TryMatchAt(int start)
    {
        Array.Fill(_registers, -1);
        _top = 0;
        return Run(0, start);
    }

    /// <summary>Runs until the next Accept. Recursion is as deep as lookarounds nest.</summary>
    private bool Run(int address, int position)
    {
        var bottom = _top;
        while (true)
        {
            if (++_steps == StepsPerReport)
            {
                _steps = 0;
                spend(StepsPerReport / StepsPerUnit);
            }

            var instruction = _program[address++];
            var failed = false;
            switch (instruction.Operation)
            {
                case Operation.Accept:
                    // What was saved within a lookaround can be undone later, but its choices are gone.
                    RemoveChoices(bottom);
                    return true;
                case Operation.Character:
                    failed = !Take(instruction, ref position);
                    break;
                case Operation.Split:
                    Push(instruction.B, position);
                    address = instruction.A;
                    break;
                case Operation.Jump:
                    address = instruction.A;
                    break;
                case Operation.Save:
                    Set(instruction.A, position);
                    break;
                case Operation.Clear:
                    for (var i = instruction.A; i < instruction.B; i++)
                    {
                        Set(i, -1);
                    }

                    break;
                case Operation.Zero:
                    Set(instruction.A, 0);
                    break;
                case Operation.Increment:
                    Set(instruction.A, _registers[instruction.A] + 1);
                    break;
                case Operation.JumpIfBelow:
                    address = _registers[instruction.A] < instruction.Limit ? instruction.B : address;
                    break;
                case Operation.Progress:
                    failed = _registers[instruction.A] == position;
                    break;
                case Operation.ProgressAfter:
                    failed = _registers[instruction.A] == position && _registers[instruction.B] > instruction.Limit;
                    break;
                case Operation.BackReference:
                    failed = !TakeAgain(instruction, ref position);
                    break;
                case Operation.Look or Operation.LookNegated:
                    failed = !Look(instruction, address, position);
                    address = instruction.A;
                    break;
                default:
                    failed = !Holds(instruction.Operation, position);
                    break;
            }

            if (failed && !Backtrack(bottom, ref address, ref position))
            {
                return false;
            }
        }
    }

    private bool Look(Instruction instruction, int address, int position)
    {
        var before = _top;
        if (!Run(address, position))
        {
            return instruction.Operation == Operation.LookNegated;
        }

        if (instruction.Operation == Operation.Look)
        {
            return true;
        }

        Undo(before);
        return false;
    }

    private bool Take(Instruction instruction, ref int position)
    {
        var at = instruction.Backward ? position - 1 : position;
        if ((uint)at >= (uint)text.Length || !instruction.Characters!.Contains(text[at]))
        {
            return false;
        }

        position += instruction.Backward ? -1 : 1;
        return true;
    }

    private bool TakeAgain(Instruction instruction, ref int position)
    {
        var start = _registers[instruction.A * 2];
        var end = _registers[instruction.A * 2 + 1];
        if (start < 0 || end < 0)
        {
            return true;
        }

        var length = end - start;
        var at = instruction.Backward ? position - length : position;
        if (at < 0 || at + length > text.Length)
        {
            return false;
        }

        if (length > StepsPerReport)
        {
            spend(length / StepsPerReport);
        }

        for (var i = 0; i < length; i++)
        {
            var (a, b) = (text[start + i], text[at + i]);
            if (a != b && !(instruction.IgnoreCase && CharacterSet.Canonical(a) == CharacterSet.Canonical(b)))
            {
                return false;
            }
        }

        position += instruction.Backward ? -length : length;
        return true;
    }

    private bool Holds(Operation assertion, int position) =>
        assertion switch
        {
            Operation.TextStart => position == 0,
            Operation.LineStart => position == 0 || CharacterSet.LineEnds.Contains(text[position - 1]),
            Operation.TextEnd => position == text.Length,
            Operation.LineEnd => position == text.Length || CharacterSet.LineEnds.Contains(text[position]),
            Operation.WordBoundary => IsWord(position - 1) != IsWord(position),
            _ => IsWord(position - 1) == IsWord(position),
        };

    private bool IsWord(int at) => (uint)at < (uint)text.Length && CharacterSet.Word.Contains(text[at]);

    private void Set(int register, int value)
    {
        Push(-1 - register, _registers[register]);
        _registers[register] = value;
    }

    private void Push(int address, int value)
    {
        if (_top == _stack.Length)
        {
            spend(_top);
            Array.Resize(ref _stack, _top * 2);
        }

        _stack[_top++] = (address, value);
    }

    private bool Backtrack(int bottom, ref int address, ref int position)
    {
        while (_top > bottom)
        {
            var (target, value) = _stack[--_top];
            if (target >= 0)
            {
                (address, position) = (target, value);
                return true;
            }

            _registers[-1 - target] = value;
        }

        return false;
    }

    private void Undo(int bottom)
    {
        while (_top > bottom)
        {
            var (target, value) = _stack[--_top];
            if (target < 0)
            {
                _registers[-1 - target] = value;
            }
        }
    }

    private void RemoveChoices(int bottom)
    {
        var kept = bottom;
        for (var i = bottom; i < _top; i++)
        {
            if (_stack[i].Address < 0)
            {
                _stack[kept++] = _stack[i];
            }
        }

        _top = kept;
    }
}
