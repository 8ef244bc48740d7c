using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.Simulation.Exploration;

/// <summary>
/// Runs one execution as the durable host does (decide, store, act), in virtual time, and dies where the schedule says: everything
/// but the stored history is forgotten then, and the execution goes on from it.
/// </summary>
internal sealed class ScheduledHost(StateMachine machine, Schedule schedule)
{
    public const string Id = "order-1";
    public const string Message = "A croissant \"with\" butter";

    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan TaskDuration = TimeSpan.FromMilliseconds(10);

    private readonly ExecutionStart _start = new()
    {
        ExecutionArn = SimulatedFunctions.ExecutionArn(Id),
        Name = Id,
        Input = JsonValue.Parse($$"""{"id":"{{Id}}","attempt":1,"message":{{JsonValue.Of(Message).ToJson()}}}"""),
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

    public World World { get; } = new(schedule.Faults);

    public ExecutionStart Start => _start;

    /// <summary>Runs to the execution's end; null when it comes to a standstill.</summary>
    public Execution? Run()
    {
        var execution = Step(Execution.Create(machine, _start), ExecutionEvent.Begin.Instance);
        while (!execution.IsFinished)
        {
            if (NextEvent() is not { } happened)
            {
                return null;
            }

            execution = Step(execution, happened);
        }

        if (execution.Status == ExecutionStatus.TimedOut || execution is { Status: ExecutionStatus.Failed, Error: "States.Runtime" })
        {
            World.Rescue(_start);
        }

        return execution;
    }

    private Execution Step(Execution execution, ExecutionEvent happened)
    {
        var decision = Interpreter.Decide(execution, happened, _now);
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
        if (schedule.EffectsDone)
        {
            // The host had come as far as calling; whatever it would have been told is lost with it.
            foreach (
                var task in _openTasks.Values.Concat(lost.Effects.OfType<Effect.InvokeTask>().Where(task => task.TaskId <= History.Count))
            )
            {
                World.Call(task);
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

    /// <summary>The answer of a task that is open, or the timer that is due first.</summary>
    private ExecutionEvent? NextEvent()
    {
        foreach (var task in _openTasks.Values.Where(task => !_silent.Contains(task.TaskId)).ToList())
        {
            if (World.Call(task) is { } answer)
            {
                _openTasks.Remove(task.TaskId);
                _now += TaskDuration;
                return answer;
            }

            _silent.Add(task.TaskId);
        }

        if (_timers.Count == 0)
        {
            return null;
        }

        var (timer, due) = _timers.MinBy(timer => timer.Value);
        _timers.Remove(timer);
        _now = due > _now ? due : _now;
        return new ExecutionEvent.TimerFired(timer);
    }
}
