using PromptToImage.Contracts.Flow;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation;

/// <summary>Runs every execution through the interpreter and counts how they end.</summary>
/// <param name="machine">The state machine.</param>
/// <param name="options">The settings of the simulation.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Decides which prompts are filtered, and seeds the executions.</param>
/// <param name="usage">Where state transitions are added.</param>
/// <param name="services">The responses of the tasks.</param>
/// <param name="running">Where the running executions are listed.</param>
internal sealed class SimulatedExecutions(
    StateMachine machine,
    SimulationOptions options,
    VirtualTime time,
    Random random,
    Usage usage,
    ModelledServices services,
    SimulatedExecutionList running
)
{
    public TimeSeries AtOnce { get; } = new();

    public Overshoot Overshoot { get; } = new(options.MaxConcurrentExecutions, FlowNumbers.StartConcurrency - 1);

    /// <summary>Failed executions by their error.</summary>
    public SortedDictionary<string, int> Failures { get; } = new(StringComparer.Ordinal);

    /// <summary>Executions that ended.</summary>
    public int Ended { get; private set; }

    /// <summary>Executions that succeeded.</summary>
    public int Succeeded { get; private set; }

    public long Retries { get; private set; }

    /// <summary>When the last execution ended.</summary>
    public TimeSpan LastEnd { get; private set; }

    /// <summary>Starts the execution of a prompt.</summary>
    /// <param name="prompt">The number of the prompt.</param>
    /// <param name="succeeded">Called when the execution succeeds.</param>
    public void Start(int prompt, Action succeeded)
    {
        var name = SimulatedFunctions.ExecutionName(prompt);
        var execution = new SimulatedExecution(
            name,
            random.NextDouble() < options.FilterRate.Share,
            succeeded,
            Execution.Create(
                machine,
                new ExecutionStart
                {
                    ExecutionArn = SimulatedFunctions.ExecutionArn(name),
                    Name = name,
                    Input = JsonValue.Parse($$"""{"id":"{{name}}","attempt":1,"message":"A croissant"}"""),
                    StartTime = time.Now,
                    StateMachineArn = SimulatedFunctions.StateMachineArn,
                    StateMachineName = SimulatedFunctions.StateMachineName,
                    Seed = (ulong)random.NextInt64(),
                }
            )
        );
        running.Start(name);
        RecordRunning();
        Decide(execution, ExecutionEvent.Begin.Instance);
    }

    private void Decide(SimulatedExecution simulated, ExecutionEvent executionEvent)
    {
        if (simulated.Execution is not { } execution)
        {
            return;
        }

        var decision = Interpreter.Decide(execution, executionEvent, time.Now);
        simulated.Execution = decision.Execution;
        foreach (var effect in decision.Effects)
        {
            switch (effect)
            {
                case Effect.InvokeTask task:
                    Retries += task.Attempt > 0 ? 1 : 0;
                    // A transition is entering a state or retrying it.
                    usage.StateTransitions++;
                    var (latency, outcome) = services.Answer(task, simulated.IsFiltered);
                    time.After(latency, () => Decide(simulated, outcome));
                    break;
                case Effect.StartTimer timer:
                    time.At(timer.DueAt, () => Decide(simulated, new ExecutionEvent.TimerFired(timer.TimerId)));
                    break;
                case Effect.ExecutionFinished finished:
                    Finish(simulated, finished);
                    break;
            }
        }
    }

    private void Finish(SimulatedExecution simulated, Effect.ExecutionFinished finished)
    {
        simulated.Execution = null;
        running.End(simulated.Name);
        RecordRunning();
        Ended++;
        LastEnd = time.Elapsed;
        // The entry into the first state and the step to the end.
        usage.StateTransitions += 2;
        if (finished.Status == ExecutionStatus.Succeeded)
        {
            Succeeded++;
            simulated.Succeeded();
            return;
        }

        var error = finished.Error ?? finished.Status.ToString();
        Failures[error] = Failures.GetValueOrDefault(error) + 1;
    }

    private void RecordRunning()
    {
        AtOnce.Record(time.Elapsed, running.Count);
        Overshoot.Record(time.Elapsed, running.Count);
    }

    /// <param name="name">The execution's name.</param>
    /// <param name="isFiltered">Whether the model's content filter blocks the prompt.</param>
    /// <param name="succeeded">Called when the execution succeeds.</param>
    /// <param name="execution">Its first state.</param>
    private sealed class SimulatedExecution(string name, bool isFiltered, Action succeeded, Execution execution)
    {
        public string Name { get; } = name;

        public bool IsFiltered { get; } = isFiltered;

        public Action Succeeded { get; } = succeeded;

        /// <summary>Null once it has ended: timers that are still planned must not keep it in memory.</summary>
        public Execution? Execution { get; set; } = execution;
    }
}
