using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation.MockedCases;

/// <summary>Runs one case through the interpreter in virtual time: waits and retries take none.</summary>
public sealed class CaseRun
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly StateMachine _machine;
    private readonly MockedCase _case;
    private readonly VirtualTime _time = new(Epoch);
    private readonly CaseTrail _trail;
    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);
    private Execution _execution;
    private string? _fault;

    private CaseRun(StateMachine machine, MockedCase mockedCase, JsonValue input)
    {
        _machine = machine;
        _case = mockedCase;
        _trail = new CaseTrail(machine);
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

    /// <param name="input">JSON text for a case that brings none of its own.</param>
    /// <exception cref="JsonFormatException">The input is no JSON.</exception>
    public static CaseResult Of(StateMachine machine, MockedCase mockedCase, string input)
    {
        ArgumentNullException.ThrowIfNull(mockedCase);
        return new CaseRun(machine, mockedCase, JsonValue.Parse(mockedCase.Input ?? input)).Run();
    }

    private CaseResult Run()
    {
        var names = StateTree.All(_machine.Flow).Select(state => state.Name).ToHashSet(StringComparer.Ordinal);
        _fault = _case.States.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown
            ? $"it mocks '{unknown}', which is no state of the definition"
            : null;
        if (_fault is null)
        {
            Decide(ExecutionEvent.Begin.Instance);
        }

        while (_fault is null && !_execution.IsFinished)
        {
            if (!_time.Step())
            {
                _fault = "it came to a standstill: nothing is under way and no time is waited for";
            }
        }

        return new CaseResult
        {
            Name = _case.Name,
            Path = _trail.Steps(),
            Status = _fault is null ? _execution.Status.ToAwsName() : null,
            Error = _fault is null ? _execution.Error : null,
            Cause = _fault is null ? _execution.Cause : null,
            Output = _fault is null ? _execution.Output?.ToJson() : null,
            Seconds = _time.Elapsed.TotalSeconds,
            Fault = _fault,
        };
    }

    private void Decide(ExecutionEvent happened)
    {
        if (_execution.IsFinished || _fault is not null)
        {
            return;
        }

        var decision = Interpreter.Decide(_execution, happened, _time.Now);
        _execution = decision.Execution;
        _trail.Add(decision.Events);
        foreach (var effect in decision.Effects)
        {
            switch (effect)
            {
                case Effect.InvokeTask task:
                    Answer(task);
                    break;
                case Effect.StartTimer timer:
                    _time.At(timer.DueAt, () => Decide(new ExecutionEvent.TimerFired(timer.TimerId)));
                    break;
            }
        }
    }

    private void Answer(Effect.InvokeTask task)
    {
        // Counted over the whole case, as Step Functions Local does: a state that is entered again goes on in its list.
        var call = _calls.GetValueOrDefault(task.StateName);
        _calls[task.StateName] = call + 1;
        if (!_case.States.TryGetValue(task.StateName, out var response))
        {
            _fault ??= $"it reached '{task.StateName}', for which it mocks no response";
            return;
        }

        switch (response.For(call))
        {
            case MockedOutcome.Return returned:
                _trail.Attempt(task.StateName, CaseStep.Returned);
                if (task.Resource.WaitsForToken)
                {
                    _time.After(TimeSpan.Zero, () => Decide(new ExecutionEvent.TaskSubmitted(task.TaskId, JsonObject.Empty)));
                }

                _time.After(TimeSpan.Zero, () => Decide(ExecutionEvent.TaskSucceeded.FromJson(task.TaskId, returned.Json)));
                break;
            case MockedOutcome.Throw thrown:
                _trail.Attempt(task.StateName, thrown.Error);
                _time.After(TimeSpan.Zero, () => Decide(new ExecutionEvent.TaskFailed(task.TaskId, thrown.Error, thrown.Cause)));
                break;
            default:
                _fault ??= string.Create(
                    CultureInfo.InvariantCulture,
                    $"it called '{task.StateName}' {call + 1} times, but '{response.Name}' defines no attempt \"{call}\""
                );
                break;
        }
    }
}
