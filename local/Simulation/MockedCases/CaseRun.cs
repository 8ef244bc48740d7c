using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation.MockedCases;

/// <summary>Runs one case with the interpreter in virtual time, so that waits and retries take no real time.</summary>
public sealed class CaseRun
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly StateMachine _machine;
    private readonly MockedCase _case;
    private readonly VirtualTime _time = new(Epoch);
    private readonly CasePath _path;
    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);
    private Execution _execution;
    private string? _invalidReason;

    private CaseRun(StateMachine machine, MockedCase mockedCase, JsonValue input)
    {
        _machine = machine;
        _case = mockedCase;
        _path = new CasePath(machine);
        _execution = Execution.Create(
            machine,
            new ExecutionStart
            {
                ExecutionArn = SimulatedFunctions.ExecutionArn(mockedCase.Name),
                Name = mockedCase.Name,
                Input = input,
                StartTime = Epoch,
                StateMachineArn = SimulatedFunctions.StateMachineArn,
                StateMachineName = SimulatedFunctions.StateMachineName,
                Seed = 1,
            }
        );
    }

    /// <summary>Runs a case to its end.</summary>
    /// <param name="machine">The state machine.</param>
    /// <param name="mockedCase">The case.</param>
    /// <param name="input">JSON text: the input of a case that has none of its own.</param>
    /// <exception cref="JsonFormatException">The input is not JSON.</exception>
    public static CaseResult Run(StateMachine machine, MockedCase mockedCase, string input)
    {
        ArgumentNullException.ThrowIfNull(mockedCase);
        return new CaseRun(machine, mockedCase, JsonValue.Parse(mockedCase.Input ?? input)).RunToEnd();
    }

    private CaseResult RunToEnd()
    {
        var names = _machine.Flow.AllStates.Select(state => state.Name).ToHashSet(StringComparer.Ordinal);
        _invalidReason = _case.States.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown
            ? $"it mocks '{unknown}', which is not a state of the definition"
            : null;
        if (_invalidReason is null)
        {
            Decide(ExecutionEvent.Begin.Instance);
        }

        while (_invalidReason is null && !_execution.IsFinished)
        {
            if (!_time.Step())
            {
                _invalidReason = "the execution has not ended, but no task and no timer is open";
            }
        }

        return new CaseResult
        {
            Name = _case.Name,
            Path = _path.Steps(),
            Status = _invalidReason is null ? _execution.Status.ToAwsName() : null,
            Error = _invalidReason is null ? _execution.Error : null,
            Cause = _invalidReason is null ? _execution.Cause : null,
            Output = _invalidReason is null ? _execution.Output?.ToJson() : null,
            Seconds = _time.Elapsed.TotalSeconds,
            InvalidReason = _invalidReason,
        };
    }

    private void Decide(ExecutionEvent executionEvent)
    {
        if (_execution.IsFinished || _invalidReason is not null)
        {
            return;
        }

        var decision = Interpreter.Decide(_execution, executionEvent, _time.Now);
        _execution = decision.Execution;
        _path.Add(decision.Events);
        foreach (var effect in decision.Effects)
        {
            switch (effect)
            {
                case Effect.InvokeTask task:
                    Respond(task);
                    break;
                case Effect.StartTimer timer:
                    _time.At(timer.DueAt, () => Decide(new ExecutionEvent.TimerFired(timer.TimerId)));
                    break;
            }
        }
    }

    private void Respond(Effect.InvokeTask task)
    {
        // Step Functions Local counts over the whole case too: a state that is entered again continues with the next attempt.
        var call = _calls.GetValueOrDefault(task.StateName);
        _calls[task.StateName] = call + 1;
        if (!_case.States.TryGetValue(task.StateName, out var response))
        {
            _invalidReason ??= $"it reached '{task.StateName}', for which it mocks no response";
            return;
        }

        switch (response.For(call))
        {
            case MockedOutcome.Return returned:
                _path.Attempt(task, CaseStep.Returned);
                if (task.Resource.WaitsForToken)
                {
                    _time.After(TimeSpan.Zero, () => Decide(new ExecutionEvent.TaskSubmitted(task.TaskId, JsonObject.Empty)));
                }

                _time.After(TimeSpan.Zero, () => Decide(ExecutionEvent.TaskSucceeded.FromJson(task.TaskId, returned.Json)));
                break;
            case MockedOutcome.Throw thrown:
                _path.Attempt(task, thrown.Error);
                _time.After(TimeSpan.Zero, () => Decide(new ExecutionEvent.TaskFailed(task.TaskId, thrown.Error, thrown.Cause)));
                break;
            default:
                _invalidReason ??= string.Create(
                    CultureInfo.InvariantCulture,
                    $"it called '{task.StateName}' {call + 1} times, but '{response.Name}' defines no attempt \"{call}\""
                );
                break;
        }
    }
}
