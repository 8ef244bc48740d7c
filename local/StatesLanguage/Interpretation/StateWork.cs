using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Choices;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Evaluation;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>What each type of state does once it is entered.</summary>
internal static class StateWork
{
    /// <returns>Whether the strand has more to do at once.</returns>
    public static bool Take(Engine engine, Strand strand)
    {
        switch (strand.State)
        {
            case TaskState task:
                TaskSteps.Schedule(engine, strand, task);
                return true;
            case WaitState wait:
                return Wait(engine, strand, wait);
            case FailState fail:
                var scope = engine.Scope(fail.Input.Apply(strand.Input, engine.Scope(strand.Input)));
                return StrandSteps.Fault(strand, fail.Error?.Read(scope), fail.Cause?.Read(scope));
            case ParallelState parallel:
                return GroupSteps.Start(engine, strand, parallel);
            case MapState map:
                return GroupSteps.Start(engine, strand, map);
            default:
                strand.Phase = Phase.Exit;
                return true;
        }
    }

    private static bool Wait(Engine engine, Strand strand, WaitState wait)
    {
        var scope = engine.Scope(wait.Input.Apply(strand.Input, engine.Scope(strand.Input)));
        var due =
            wait.Timestamp
            ?? (wait.Seconds is { } seconds ? strand.EnteredTime.AddSeconds(seconds.Read(scope)) : ReadTimestamp(wait, scope));
        strand.Due = due;
        strand.Phase = Phase.Waiting;
        engine.Do(new Effect.StartTimer(strand.Timer, due));
        return false;
    }

    private static DateTimeOffset ReadTimestamp(WaitState wait, in EvaluationScope scope)
    {
        var path = wait.TimestampPath!;
        if (!scope.TryResolve(path, out var value))
        {
            throw StateFault.Runtime($"The TimestampPath parameter does not reference an input value: {path.Text}");
        }

        if (Timestamp.TryRead(value, out var timestamp))
        {
            return CeilingMilliseconds(timestamp);
        }

        throw StateFault.Runtime(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: {path.Text} == {(value is JsonString s ? s.Value : value.ToJson())}"
            )
        );
    }

    // Time here has milliseconds, and a wait must not end early.
    private static DateTimeOffset CeilingMilliseconds(DateTimeOffset time) =>
        new(
            (time.UtcTicks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond,
            TimeSpan.Zero
        );
}
