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
    /// <param name="ended">Called at the end of the execution, with whether it succeeded and its service time.</param>
    public void Start(int prompt, Action<bool, ServiceTime> ended)
    {
        var name = SimulatedFunctions.ExecutionName(prompt);
        var execution = new SimulatedExecution(
            name,
            random.NextDouble() < options.FilterRate.Share,
            ended,
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
                    var (latency, outcome) = services.Answer(task, simulated.IsFiltered, simulated.Service);
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
        usage.Executions++;
        var succeeded = finished.Status == ExecutionStatus.Succeeded;
        simulated.Ended(succeeded, simulated.Service);
        if (succeeded)
        {
            Succeeded++;
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
    /// <param name="ended">Called when the execution ends.</param>
    /// <param name="execution">Its first state.</param>
    private sealed class SimulatedExecution(string name, bool isFiltered, Action<bool, ServiceTime> ended, Execution execution)
    {
        public string Name { get; } = name;

        public bool IsFiltered { get; } = isFiltered;

        public Action<bool, ServiceTime> Ended { get; } = ended;

        public ServiceTime Service { get; } = new();

        /// <summary>Null once it has ended: timers that are still planned must not keep it in memory.</summary>
        public Execution? Execution { get; set; } = execution;
    }
}
