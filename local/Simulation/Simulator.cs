using System.Globalization;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Flow;
using PromptToImage.Jsonata.Json;
using PromptToImage.SqsModel;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation;

/// <summary>
/// The pipeline in virtual time: the queue by its rules, the event source mapping, Start's own flow control, and every execution
/// through the interpreter. Only the tasks' answers are modelled. Single-threaded; equal options give an equal report.
/// </summary>
public sealed class Simulator
{
    private const int BatchSize = 10;
    private const int MappingConcurrency = 2;
    private const int MaxReceiveCount = 1_000;
    private const string TooOftenReceived = "received 1,000 times";
    private const double GigabytesPerFunction = 0.5;
    private const string DefaultModel = "stability.stable-image-core-v1:1";
    private static readonly TimeSpan AlarmPeriod = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SimulationOptions _options;
    private readonly StateMachine _machine;
    private readonly VirtualTime _time = new(Epoch);
    private readonly Random _random;
    private readonly Usage _usage = new();
    private readonly ModelledServices _services;
    private readonly QueueModel<int> _queue;
    private readonly QueueModel<int> _deadLetterQueue = new(new QueueSettings { Retention = TimeSpan.FromDays(14) });
    private readonly List<SimulatedExecution> _running = [];
    private readonly DateTimeOffset[] _sentAt;
    private readonly Distribution _sendToStored = new();
    private readonly Distribution _receives = new();
    private readonly SortedDictionary<string, int> _deadLetters = new(StringComparer.Ordinal);
    private readonly TimeLine _executionsAtOnce = new();
    private readonly TimeLine _backlog = new();
    private readonly List<Period> _alarms = [];
    private int _idlePollers = MappingConcurrency;
    private DateTimeOffset? _wakeAt;
    private DateTimeOffset? _alarmSince;
    private TimeSpan _oldest;
    private int _sent;
    private int _done;
    private int _images;
    private long _retries;
    private TimeSpan _lastDone;

    /// <exception cref="InvalidDefinitionException">The definition is wrong; the exception lists every fault.</exception>
    public Simulator(string definition, SimulationOptions options)
    {
        _options = options;
        _machine = SimulatedFunctions.Parse(definition);
        _random = new Random(options.Seed);
        _services = new ModelledServices(options, _time, _random, _usage);
        _queue = new QueueModel<int>(
            new QueueSettings
            {
                VisibilityTimeout = 6 * FunctionCatalog.Start.Timeout,
                Retention = TimeSpan.FromDays(7),
                Redrive = new RedrivePolicy("dead-letters", MaxReceiveCount),
            },
            _deadLetterQueue
        );
        _sentAt = new DateTimeOffset[options.Prompts];
    }

    /// <summary>Prompts of which nothing more will come: those that ended, and those that the queue gave up.</summary>
    private int Settled => _done + _queue.Expired + _deadLetterQueue.Count;

    /// <summary>Runs until every prompt is an image or a dead letter, or was too long in the queue.</summary>
    /// <param name="progress">Told now and then how many prompts are settled and how much time has been simulated.</param>
    /// <exception cref="OperationCanceledException">The run was given up.</exception>
    public SimulationReport Run(Action<int, TimeSpan> progress, CancellationToken cancellation = default)
    {
        var arrivals = _options.Arrival.Times(_options.Prompts).GetEnumerator();
        SendNext(arrivals);
        _time.After(AlarmPeriod, EvaluateAlarm);
        for (var steps = 0L; Settled < _options.Prompts && _time.Step(); steps++)
        {
            if (steps % 65_536 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress(Settled, _time.Elapsed);
            }
        }

        EndAlarm();
        return Report();
    }

    private void SendNext(IEnumerator<TimeSpan> arrivals)
    {
        while (arrivals.MoveNext())
        {
            var at = _time.Start + arrivals.Current;
            if (at > _time.Now)
            {
                _time.At(
                    at,
                    () =>
                    {
                        Send();
                        SendNext(arrivals);
                        Poll();
                    }
                );
                return;
            }

            Send();
        }

        Poll();
    }

    private void Send()
    {
        _sentAt[_sent] = _time.Now;
        _queue.Send(_sent++, _time.Now);
        _usage.QueueRequests++;
        _backlog.Record(_time.Elapsed, _queue.Count);
    }

    /// <summary>Lets idle pollers take what is visible, or wakes them when the next message will be.</summary>
    private void Poll()
    {
        while (_idlePollers > 0)
        {
            var batch = _queue.Receive(BatchSize, _time.Now);
            if (batch.Count == 0)
            {
                WakeWhenVisible();
                return;
            }

            _idlePollers--;
            _usage.QueueRequests++;
            _usage.Invocations++;
            var latency = _options.FunctionLatency.Draw(_random);
            _usage.FunctionSeconds += latency.TotalSeconds;
            _time.After(latency, () => Start(batch));
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

    /// <summary>What the Start function does with a batch.</summary>
    private void Start(List<ModelDelivery<int>> batch)
    {
        batch.Sort((first, second) => first.SentAt.CompareTo(second.SentAt));
        var decision = FlowControl.Decide(
            new FlowObservation(
                batch.Count,
                _options.MaxConcurrentExecutions,
                _running.Select(execution => _time.Now - execution.StartedAt).ToList(),
                _queue.Count
            ),
            _random
        );
        for (var index = 0; index < batch.Count; index++)
        {
            var message = batch[index];
            if (index < decision.Start)
            {
                _queue.Delete(message.Receipt);
                _receives.Add(message.Receives);
                Begin(message.Body);
            }
            else if (decision.Delays[index - decision.Start] is { } delay)
            {
                _usage.QueueRequests++;
                _queue.ChangeVisibility(message.Receipt, delay, _time.Now);
            }
        }

        _usage.QueueRequests++;
        _backlog.Record(_time.Elapsed, _queue.Count);
        _idlePollers++;
        Poll();
    }

    private void Begin(int prompt)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"p{prompt}");
        var execution = new SimulatedExecution(
            prompt,
            _time.Now,
            _random.NextDouble() < _options.FilterRate.Share,
            Execution.Create(
                _machine,
                new ExecutionStart
                {
                    ExecutionArn = SimulatedFunctions.ExecutionArn(name),
                    Name = name,
                    Input = JsonValue.Parse($$"""{"id":"{{name}}","attempt":1,"message":"A croissant"}"""),
                    StartTime = _time.Now,
                    StateMachineArn = SimulatedFunctions.StateMachineArn,
                    StateMachineName = SimulatedFunctions.StateMachineName,
                    Seed = (ulong)_random.NextInt64(),
                }
            )
        );
        _running.Add(execution);
        _executionsAtOnce.Record(_time.Elapsed, _running.Count);
        Decide(execution, ExecutionEvent.Begin.Instance);
    }

    private void Decide(SimulatedExecution simulated, ExecutionEvent happened)
    {
        if (simulated.Execution is not { } execution)
        {
            return;
        }

        var decision = Interpreter.Decide(execution, happened, _time.Now);
        simulated.Execution = decision.Execution;
        foreach (var effect in decision.Effects)
        {
            switch (effect)
            {
                case Effect.InvokeTask task:
                    _retries += task.Attempt > 0 ? 1 : 0;
                    // A transition is entering a state or retrying it.
                    _usage.StateTransitions++;
                    var (latency, outcome) = _services.Answer(task, simulated.Filtered);
                    _time.After(latency, () => Decide(simulated, outcome));
                    break;
                case Effect.StartTimer timer:
                    _time.At(timer.DueAt, () => Decide(simulated, new ExecutionEvent.TimerFired(timer.TimerId)));
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
        _running.Remove(simulated);
        _executionsAtOnce.Record(_time.Elapsed, _running.Count);
        _done++;
        _lastDone = _time.Elapsed;
        // Start to the first state, and the step to the end.
        _usage.StateTransitions += 2;
        if (finished.Status == ExecutionStatus.Succeeded)
        {
            _images++;
            _sendToStored.Add((_time.Now - _sentAt[simulated.Prompt]).TotalSeconds);
            return;
        }

        var error = finished.Error ?? finished.Status.ToString();
        _deadLetters[error] = _deadLetters.GetValueOrDefault(error) + 1;
    }

    private void EvaluateAlarm()
    {
        var age = _queue.AgeOfOldestMessage(_time.Now) ?? TimeSpan.Zero;
        _oldest = age > _oldest ? age : _oldest;
        if (age > _options.QueueAgeThreshold)
        {
            _alarmSince ??= _time.Now;
        }
        else
        {
            EndAlarm();
        }

        _time.After(AlarmPeriod, EvaluateAlarm);
    }

    private void EndAlarm()
    {
        if (_alarmSince is { } since)
        {
            _alarms.Add(new Period((since - _time.Start).TotalSeconds, _time.Elapsed.TotalSeconds));
            _alarmSince = null;
        }
    }

    private SimulationReport Report()
    {
        var end = _lastDone;
        if (_deadLetterQueue.Count > 0)
        {
            _deadLetters[TooOftenReceived] = _deadLetterQueue.Count;
        }

        return new SimulationReport
        {
            Options = new Dictionary<string, string>
            {
                ["arrival"] = _options.Arrival.ToString(),
                ["model quota"] = string.Create(CultureInfo.InvariantCulture, $"{_options.ModelQuotaPerMinute}/min"),
                ["model latency"] = _options.ModelLatency.ToString(),
                ["model error rate"] = _options.ModelErrorRate.ToString(),
                ["filter rate"] = _options.FilterRate.ToString(),
                ["concurrency"] = _options.MaxConcurrentExecutions.ToString(CultureInfo.InvariantCulture),
                ["seed"] = _options.Seed.ToString(CultureInfo.InvariantCulture),
            },
            Prompts = _options.Prompts,
            Images = _images,
            DeadLetters = _deadLetters,
            Expired = _queue.Expired,
            DrainSeconds = end.TotalSeconds,
            IdealSeconds = Ideal().TotalSeconds,
            SendToStoredSeconds = Percentiles.Of(_sendToStored),
            ReceivesPerMessage = Percentiles.Of(_receives),
            OldestAgeSeconds = _oldest.TotalSeconds,
            AlarmPeriods = _alarms,
            PeakExecutions = (int)_executionsAtOnce.Peak,
            ExecutionsAtOnce = _executionsAtOnce.Means(end),
            ExecutionsSlotSeconds = _executionsAtOnce.SlotSeconds,
            Backlog = _backlog.Means(end),
            BacklogSlotSeconds = _backlog.SlotSeconds,
            Throttles = _services.Throttles,
            Retries = _retries,
            StateTransitions = _usage.StateTransitions,
            Bill = Bill.Estimate(_usage, ModelPrices.For(DefaultModel) ?? 0, GigabytesPerFunction),
        };
    }

    /// <summary>The least time for the work that was done: as many at once as may run, no faster than the quota admits, not before they were sent.</summary>
    private TimeSpan Ideal()
    {
        var byConcurrency = _services.Work / _options.MaxConcurrentExecutions;
        var burst = Math.Max(1, _options.ModelQuotaPerMinute / 6.0);
        var byQuota = TimeSpan.FromMinutes(Math.Max(0, _services.AdmittedCalls - burst) / _options.ModelQuotaPerMinute);
        var bySending = _sent > 0 ? _sentAt[_sent - 1] - _time.Start : TimeSpan.Zero;
        return new[] { byConcurrency, byQuota, bySending }.Max();
    }
}
