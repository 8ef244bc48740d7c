using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>From a state's result to its output, its Exited event, and the next state.</summary>
internal static class StateExit
{
    /// <returns>Whether the strand has more to do at once.</returns>
    public static bool Take(Engine engine, Strand strand)
    {
        var state = strand.State;
        if (strand.Group?.Recorded is { } recorded)
        {
            Leave(engine, strand, recorded.Output, recorded.AssignedVariables);
            return Go(engine, strand, state.NextState, recorded.Output);
        }
        var raw = strand.Input;
        var input = state.Input.Apply(raw, engine.Scope(raw));
        var next = state.NextState;
        var assign = state.Assign;
        JsonValue output,
            seen;
        switch (state)
        {
            case PassState pass:
                seen = pass.Parameters?.Evaluate(engine.Scope(input)) ?? input;
                if (pass.Result is not null)
                {
                    seen = pass.Result;
                }

                output = pass.ResultPath.Apply(raw, seen);
                break;
            case TaskState task:
                seen = strand.Result!;
                output = task.ResultPath.Apply(raw, Select(engine, task.ResultSelector, seen));
                break;
            case ParallelState parallel:
                seen = strand.Result!;
                output = parallel.ResultPath.Apply(raw, Select(engine, parallel.ResultSelector, seen));
                break;
            case MapState map:
                seen = strand.Result!;
                output = map.ResultPath.Apply(raw, Select(engine, map.ResultSelector, seen));
                break;
            case ChoiceState choice:
                seen = output = input;
                (next, assign) = Choose(engine, choice, input);
                break;
            default:
                seen = output = input;
                break;
        }
        output = state.Output.Apply(output, engine.Scope(output));
        Leave(engine, strand, DataLimit.Check(state.Name, output), Assigned(engine, assign, seen));
        return Go(engine, strand, next, output);
    }

    /// <summary>Evaluates an Assign; null where it assigns nothing.</summary>
    /// <param name="seen">What <c>$</c> is.</param>
    public static JsonObject? Assigned(Engine engine, PayloadTemplate? assign, JsonValue seen) =>
        (JsonObject?)assign?.Evaluate(engine.Scope(seen)) is { Count: > 0 } assigned ? assigned : null;

    /// <summary>Writes the Exited event; the variables are there for the states after it.</summary>
    public static void Leave(Engine engine, Strand strand, JsonValue output, JsonObject? assigned)
    {
        engine.Write(strand, Exited(strand.State.Type), new HistoryDetails.StateExited(strand.State.Name, output, assigned));
        if (assigned is not null)
        {
            strand.Variables = strand.Variables.With(assigned);
        }
    }

    /// <summary>To the next state, or to the end of the strand.</summary>
    public static bool Go(Engine engine, Strand strand, State? next, JsonValue output)
    {
        if (engine.Execution.IsFinished)
        {
            return false;
        }

        if (next is not null)
        {
            Engine.Move(strand, next, output);
            return true;
        }
        strand.Result = output;
        if (strand.Parent is null)
        {
            strand.Phase = Phase.Finish;
            return true;
        }
        strand.Phase = Phase.Ended;
        GroupSteps.ChildSucceeded(engine, strand.Parent, strand);
        return false;
    }

    private static JsonValue Select(Engine engine, PayloadTemplate? selector, JsonValue result) =>
        selector is null ? result : selector.Evaluate(engine.Scope(result));

    private static (State Next, PayloadTemplate? Assign) Choose(Engine engine, ChoiceState choice, JsonValue input)
    {
        var scope = engine.Scope(input);
        foreach (var rule in choice.Rules)
        {
            if (rule.Condition.Holds(scope))
            {
                return (rule.NextState, rule.Assign);
            }
        }

        return choice.DefaultState is { } otherwise
            ? (otherwise, choice.Assign)
            : throw new StateFault(
                ErrorNames.NoChoiceMatched,
                "Failed to transition out of the state. The state does not point to a next state."
            );
    }

    private static HistoryEventType Exited(StateType type) =>
        type switch
        {
            StateType.Task => HistoryEventType.TaskStateExited,
            StateType.Pass => HistoryEventType.PassStateExited,
            StateType.Choice => HistoryEventType.ChoiceStateExited,
            StateType.Wait => HistoryEventType.WaitStateExited,
            StateType.Succeed => HistoryEventType.SucceedStateExited,
            StateType.Parallel => HistoryEventType.ParallelStateExited,
            _ => HistoryEventType.MapStateExited,
        };
}
