using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.Simulation.Exploration;

/// <summary>
/// Runs one execution as the durable host does (decide, store, act), in virtual time, and stops where the schedule says. Everything but
/// the stored history is lost then, and the execution continues from it.
/// </summary>
/// <param name="machine">The state machine.</param>
/// <param name="rule">The status rule; null: no rule invokes Notify.</param>
/// <param name="iterations">Finds the Map iteration of a task.</param>
/// <param name="schedule">What goes wrong.</param>
internal sealed class ExplorationHost(StateMachine machine, StatusRule? rule, MapIterations iterations, FaultSchedule schedule)
{
    public const string Id = "order-1";
    public const string Message = "A croissant \"with\" butter";

    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan TaskDuration = TimeSpan.FromMilliseconds(10);

    private readonly ExecutionStart _start = new()
    {
        ExecutionArn = SimulatedFunctions.ExecutionArn(Id),
        Name = Id,
        Input = JsonValue.Parse($$"""{"id":"{{Id}}","attempt":1,"message":{{JsonValue.From(Message).ToJson()}}}"""),
        StartTime = Epoch,
        StateMachineArn = SimulatedFunctions.StateMachineArn,
        StateMachineName = SimulatedFunctions.StateMachineName,
        Seed = 1,
    };

    private readonly Dictionary<long, Effect.InvokeTask> _openTasks = [];
    private readonly Dictionary<TimerId, DateTimeOffset> _timers = [];
    private readonly HashSet<long> _silent = [];
    private DateTimeOffset _now = Epoch;
    private bool _stopped;

    public List<HistoryEvent> History { get; } = [];

    public FaultModel Services { get; } = new(schedule.Faults);

    /// <summary>Whether the status rule matched the execution's end.</summary>
    public bool IsHandledByRule { get; private set; }

    /// <summary>The state that was entered last.</summary>
    public string LastState => History.Select(historyEvent => historyEvent.Details).OfType<HistoryDetails.StateEntered>().Last().Name;

    /// <summary>Runs to the end of the execution.</summary>
    /// <returns>The ended execution; null when nothing is open and it has not ended.</returns>
    public Execution? Run()
    {
        var execution = Step(Execution.Create(machine, _start), ExecutionEvent.Begin.Instance);
        while (!execution.IsFinished)
        {
            if (NextEvent() is not { } executionEvent)
            {
                return null;
            }

            execution = Step(execution, executionEvent);
        }

        if (rule is not null && rule.Matches(execution))
        {
            IsHandledByRule = true;
            Services.InvokeNotifyByRule(_start, LastState, schedule.FailedRuleAttempts, rule.HasOnFailureDestination);
        }

        return execution;
    }

    private Execution Step(Execution execution, ExecutionEvent executionEvent)
    {
        var decision = Interpreter.Decide(execution, executionEvent, _now);
        foreach (var added in decision.Events)
        {
            History.Add(added);
            if (!_stopped && History.Count == schedule.StopAfterEvent)
            {
                return Restart(decision);
            }
        }

        Perform(decision.Effects);
        return decision.Execution;
    }

    private Execution Restart(Decision lost)
    {
        _stopped = true;
        if (schedule.TasksHadFinished)
        {
            // The tasks had been called. Only their results are lost.
            foreach (
                var task in _openTasks.Values.Concat(lost.Effects.OfType<Effect.InvokeTask>().Where(task => task.TaskId <= History.Count))
            )
            {
                Call(task);
            }
        }

        _openTasks.Clear();
        _timers.Clear();
        _silent.Clear();
        return Step(Execution.Replay(machine, _start, History), ExecutionEvent.Begin.Instance);
    }

    private void Perform(IReadOnlyList<Effect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case Effect.InvokeTask task:
                    _openTasks[task.TaskId] = task;
                    break;
                case Effect.StartTimer timer:
                    _timers[timer.TimerId] = timer.DueAt;
                    break;
                case Effect.CancelTimer timer:
                    _timers.Remove(timer.TimerId);
                    break;
                case Effect.CancelTask task:
                    _openTasks.Remove(task.TaskId);
                    break;
            }
        }
    }

    private ExecutionEvent? Call(Effect.InvokeTask task) => Services.Call(task, iterations.Find(task, History));

    /// <summary>The response of an open task, or else the timer that is due first.</summary>
    private ExecutionEvent? NextEvent()
    {
        foreach (var task in _openTasks.Values.Where(task => !_silent.Contains(task.TaskId)).ToList())
        {
            if (Call(task) is { } response)
            {
                _openTasks.Remove(task.TaskId);
                _now += TaskDuration;
                return response;
            }

            _silent.Add(task.TaskId);
        }

        if (_openTasks.Values.Any(Services.HangsUntilExecutionTimeout))
        {
            return Fire(_timers.Keys.Single(timer => timer.Kind == TimerKind.ExecutionTimeout));
        }

        return _timers.Count == 0 ? null : Fire(_timers.MinBy(timer => timer.Value).Key);
    }

    private ExecutionEvent.TimerFired Fire(TimerId timer)
    {
        _timers.Remove(timer, out var due);
        _now = due > _now ? due : _now;
        return new ExecutionEvent.TimerFired(timer);
    }
}
