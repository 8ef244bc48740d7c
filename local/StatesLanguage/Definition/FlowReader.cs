namespace PromptToImage.StatesLanguage.Definition;

/// <summary>Reads StartAt and States, and checks that each transition leads to a state and each state can be reached.</summary>
/// <param name="names">The state names of the machine so far. A name is unique in the whole machine.</param>
/// <param name="language">The query language of the machine. Flows inside a state have it too, whatever the state has.</param>
internal sealed class FlowReader(HashSet<string> names, QueryLanguage language)
{
    // Limits the depth of the recursion. Definitions that a person writes are far below it.
    private const int MaxNesting = 32;

    private int _nesting;

    public QueryLanguage Language => language;

    /// <returns>Null where the flow has an error.</returns>
    public Flow? Read(FieldReader fields)
    {
        if (++_nesting > MaxNesting)
        {
            fields.Errors.Add(fields.Pointer, $"Branches and processors are nested deeper than {MaxNesting}", DefinitionError.TooDeep);
            _nesting--;
            return null;
        }

        var before = fields.Errors.Errors.Count;
        var startAt = fields.RequiredText("StartAt");
        var declared = fields.Object("States", required: true);
        var states = new List<State>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var transitions = new List<Transition>();
        if (declared is not null)
        {
            if (declared.Count == 0)
            {
                fields.Errors.Add(declared.Pointer, "A flow must have at least one state");
            }

            var reader = new StateReader(this, transitions);
            foreach (var (name, state) in declared.Named())
            {
                known.Add(name);
                if (name.Length is 0 or > 80)
                {
                    fields.Errors.Add(state.Pointer, "A state name must have 1 to 80 characters", DefinitionError.InvalidName);
                }

                if (!names.Add(name))
                {
                    fields.Errors.Add(state.Pointer, $"Duplicate State name: {name}", DefinitionError.DuplicateName);
                }

                if (reader.Read(name, state) is { } read)
                {
                    states.Add(read);
                }
            }

            if (startAt is not null && !known.Contains(startAt))
            {
                fields.Errors.Add(fields.At("StartAt"), $"Missing 'Next' target: {startAt}", DefinitionError.MissingTarget);
            }

            CheckTransitions(transitions, known, startAt, declared, fields.Errors);
        }

        _nesting--;
        return fields.Errors.Errors.Count == before ? new Flow(startAt!, states) : null;
    }

    private static void CheckTransitions(
        List<Transition> transitions,
        HashSet<string> known,
        string? startAt,
        FieldReader states,
        ErrorCollector errors
    )
    {
        foreach (var (_, to, pointer) in transitions)
        {
            if (!known.Contains(to))
            {
                errors.Add(pointer, $"Missing 'Next' target: {to}", DefinitionError.MissingTarget);
            }
        }

        if (startAt is null || !known.Contains(startAt))
        {
            return;
        }

        var reached = new HashSet<string>(StringComparer.Ordinal) { startAt };
        var open = new Stack<string>([startAt]);
        var targets = transitions.ToLookup(t => t.From, t => t.To, StringComparer.Ordinal);
        while (open.TryPop(out var name))
        {
            foreach (var to in targets[name])
            {
                if (known.Contains(to) && reached.Add(to))
                {
                    open.Push(to);
                }
            }
        }

        foreach (var name in known.Where(n => !reached.Contains(n)))
        {
            errors.Add(states.At(name), $"State \"{name}\" is not reachable.", DefinitionError.MissingTarget);
        }
    }
}

/// <summary>A transition to a state that may not exist.</summary>
/// <param name="Pointer">The place of the field that names the target.</param>
internal readonly record struct Transition(string From, string To, string Pointer);
