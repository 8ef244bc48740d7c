using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Tests.Running;

/// <summary>Runs one execution in virtual time. The time advances to the next response or timer at once.</summary>
public sealed class VirtualRun
{
    public static readonly DateTimeOffset Morning = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);

    private readonly ITaskWorld _world;
    private readonly PriorityQueue<ExecutionEvent, (DateTimeOffset Due, long Order)> _agenda = new();
    private readonly Dictionary<TimerId, DateTimeOffset> _timers = [];
    private readonly HashSet<long> _tasks = [];
    private readonly List<HistoryEvent> _history = [];
    private readonly List<Effect> _effects = [];
    private long _order;

    private VirtualRun(Execution execution, ITaskWorld world, DateTimeOffset now)
    {
        Execution = execution;
        _world = world;
        Now = now;
    }

    public Execution Execution { get; private set; }

    public DateTimeOffset Now { get; private set; }

    public IReadOnlyList<HistoryEvent> History => _history;

    public IReadOnlyList<Effect> Effects => _effects;

    /// <param name="stop">Stops the execution when it first waits; null lets it run to its end.</param>
    public static VirtualRun Run(
        StateMachine machine,
        JsonValue input,
        ITaskWorld world,
        ExecutionStart? start = null,
        ExecutionEvent.Stop? stop = null
    )
    {
        start ??= Start(input);
        var run = new VirtualRun(Execution.Create(machine, start), world, start.StartTime);
        run.Give(ExecutionEvent.Begin.Instance);
        if (stop is not null)
        {
            run.Give(stop);
        }

        run.Finish();
        return run;
    }

    /// <summary>Replays the first events of a history and continues the execution.</summary>
    public static VirtualRun Resume(StateMachine machine, ExecutionStart start, IReadOnlyList<HistoryEvent> prefix, ITaskWorld world)
    {
        var run = new VirtualRun(
            Execution.Replay(machine, start, prefix),
            world,
            prefix.Count > 0 ? prefix[^1].Timestamp : start.StartTime
        );
        run._history.AddRange(prefix);
        run.Give(ExecutionEvent.Begin.Instance);
        run.Finish();
        return run;
    }

    public static ExecutionStart Start(JsonValue input) =>
        new()
        {
            ExecutionArn = "arn:aws:states:us-east-1:000000000000:execution:machine:run",
            Name = "run",
            Input = input,
            StartTime = Morning,
            StateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:machine",
            StateMachineName = "machine",
            RoleArn = "arn:aws:iam::000000000000:role/machine",
        };

    public void Give(ExecutionEvent e)
    {
        var decision = Interpreter.Decide(Execution, e, Now);
        Execution = decision.Execution;
        _history.AddRange(decision.Events);
        foreach (var effect in decision.Effects)
        {
            Carry(effect);
        }
    }

    public void Finish()
    {
        while (!Execution.IsFinished && _agenda.TryDequeue(out var e, out var at))
        {
            if (e is ExecutionEvent.TimerFired timer && (!_timers.TryGetValue(timer.TimerId, out var due) || due != at.Due))
            {
                continue;
            }

            if (at.Due > Now)
            {
                Now = at.Due;
            }

            Give(e);
        }
    }

    private void Carry(Effect effect)
    {
        _effects.Add(effect);
        switch (effect)
        {
            case Effect.StartTimer timer:
                _timers[timer.TimerId] = timer.DueAt;
                _agenda.Enqueue(new ExecutionEvent.TimerFired(timer.TimerId), (timer.DueAt, _order++));
                break;
            case Effect.CancelTimer cancelled:
                _timers.Remove(cancelled.TimerId);
                break;
            case Effect.InvokeTask task when _tasks.Add(task.TaskId):
                foreach (var (delay, response) in _world.Invoke(task))
                {
                    _agenda.Enqueue(response, (Now + delay, _order++));
                }

                break;
        }
    }
}
