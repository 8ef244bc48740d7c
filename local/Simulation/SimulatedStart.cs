using PromptToImage.Contracts;
using PromptToImage.Contracts.Flow;
using PromptToImage.SqsModel;

namespace PromptToImage.Simulation;

/// <summary>
/// The event source mapping and the Start function: environments that receive one message at a time and decide by
/// <see cref="StartPacing"/> when to start its execution.
/// </summary>
internal sealed class SimulatedStart
{
    private readonly SimulationOptions _options;
    private readonly VirtualTime _time;
    private readonly Random _random;
    private readonly Usage _usage;
    private readonly QueueModel<int> _queue;
    private readonly SimulatedExecutionList _running;
    private readonly OldestPromptAlarm _alarm;
    private readonly Action<int> _start;
    private readonly StartPacingSettings _settings;
    private readonly StartEnvironment[] _environments;
    private DateTimeOffset? _wakeAt;

    /// <param name="options">The settings of the simulation.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">The source of all latencies.</param>
    /// <param name="usage">Where requests and durations are added.</param>
    /// <param name="queue">The queue of prompts.</param>
    /// <param name="running">What ListExecutions shows.</param>
    /// <param name="alarm">Where <c>OldestPromptAge</c> is written.</param>
    /// <param name="start">Starts the execution of a prompt.</param>
    public SimulatedStart(
        SimulationOptions options,
        VirtualTime time,
        Random random,
        Usage usage,
        QueueModel<int> queue,
        SimulatedExecutionList running,
        OldestPromptAlarm alarm,
        Action<int> start
    )
    {
        _options = options;
        _time = time;
        _random = random;
        _usage = usage;
        _queue = queue;
        _running = running;
        _alarm = alarm;
        _start = start;
        _settings = StartPacingSettings.ForLambda(options.MaxConcurrentExecutions) with { ListDelay = options.ListDelay.Longest };
        _environments = [.. Enumerable.Range(0, _settings.Environments).Select(_ => new StartEnvironment(this))];
    }

    /// <summary>Receives per prompt that was started.</summary>
    public Distribution Receives { get; } = new();

    /// <summary>The order in which the prompts were started.</summary>
    public StartOrder Order { get; } = new();

    /// <summary>The calls of ListExecutions.</summary>
    public CallRate ListCalls { get; } = new();

    /// <summary>When the first prompt found no room; null when each found it.</summary>
    public TimeSpan? FirstWait { get; private set; }

    /// <summary>When the last prompt was started.</summary>
    public TimeSpan LastStart { get; private set; }

    /// <summary>Lets idle environments receive what is visible, or wakes them when the next message becomes visible.</summary>
    public void Poll()
    {
        foreach (var environment in _environments)
        {
            if (!environment.IsIdle)
            {
                continue;
            }

            if (_queue.Receive(FlowNumbers.BatchSize, _time.Now) is not [var message])
            {
                WakeWhenVisible();
                return;
            }

            environment.Receive(message);
        }
    }

    private void WakeWhenVisible()
    {
        if (_queue.NextVisibleAt() is { } visible && (_wakeAt is null || visible < _wakeAt || _wakeAt < _time.Now))
        {
            _wakeAt = visible;
            _time.At(
                visible,
                () =>
                {
                    _wakeAt = null;
                    Poll();
                }
            );
        }
    }

    /// <summary>One execution environment of the function, which serves one invocation at a time.</summary>
    private sealed class StartEnvironment(SimulatedStart start)
    {
        private readonly VirtualTime _time = start._time;
        private StartRoom _room = StartRoom.Unknown;
        private ModelDelivery<int> _message;
        private HeldMessage _held = new(0, default);
        private DateTimeOffset _invokedAt;
        private bool _waits;

        public bool IsIdle { get; private set; } = true;

        public void Receive(ModelDelivery<int> message)
        {
            IsIdle = false;
            _message = message;
            start._usage.QueueRequests++;
            _time.After(Latency(), Invoke);
        }

        private void Invoke()
        {
            _invokedAt = _time.Now;
            _waits = false;
            _held = new HeldMessage(_message.Receives, StartPacing.GiveUpAt(_time.Now, FlowNumbers.StartTimeout));
            Continue();
        }

        private void Continue()
        {
            switch (StartPacing.Decide(start._settings, _room, _held, _time.Now))
            {
                case StartDecision.Count:
                    Count();
                    break;
                case StartDecision.Start:
                    Start();
                    break;
                case StartDecision.Wait wait:
                    Wait(wait.Until);
                    break;
                case StartDecision.GiveBack giveBack:
                    GiveBack(giveBack.VisibilityTimeout);
                    break;
            }
        }

        /// <summary>The list is read halfway through the call.</summary>
        private void Count()
        {
            start.ListCalls.Add(_time.Elapsed);
            var asked = _time.Now;
            var half = Latency() / 2;
            _time.After(
                half,
                () =>
                {
                    var counted = _room.Counted(start._settings, asked, start._running.List(start._options.ListDelay.Draw(start._random)));
                    _time.After(
                        half,
                        () =>
                        {
                            _room = counted;
                            Continue();
                        }
                    );
                }
            );
        }

        /// <summary>The execution starts halfway through the call.</summary>
        private void Start()
        {
            var prompt = _message.Body;
            _room = _room.Started(SimulatedFunctions.ExecutionName(prompt), _time.Now);
            var half = Latency() / 2;
            _time.After(
                half,
                () =>
                {
                    start.Order.Add(prompt);
                    start.LastStart = _time.Elapsed;
                    start._start(prompt);
                    _time.After(
                        half,
                        () =>
                        {
                            start.Receives.Add(_message.Receives);
                            start._usage.QueueRequests++;
                            start._queue.Delete(_message.Receipt);
                            End();
                        }
                    );
                }
            );
        }

        private void Wait(DateTimeOffset until)
        {
            if (!_waits)
            {
                _waits = true;
                start.FirstWait ??= _time.Elapsed;
                start._alarm.Write(_time.Now, _time.Now - _message.SentAt);
            }

            _time.At(until, Continue);
        }

        private void GiveBack(TimeSpan visibilityTimeout)
        {
            foreach (var at in StartPacing.AgeReportTimes(_time.Now, visibilityTimeout))
            {
                start._alarm.Write(at, at - _message.SentAt);
            }

            start._usage.QueueRequests++;
            _time.After(
                Latency(),
                () =>
                {
                    start._queue.ChangeVisibility(_message.Receipt, visibilityTimeout, _time.Now);
                    End();
                }
            );
        }

        private void End()
        {
            start._usage.AddInvocation(FunctionCatalog.Start, _time.Now - _invokedAt);
            IsIdle = true;
            start.Poll();
        }

        private TimeSpan Latency() => start._options.CallLatency.Draw(start._random);
    }
}
