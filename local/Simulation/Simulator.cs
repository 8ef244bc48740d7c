using System.Globalization;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Flow;
using PromptToImage.Contracts.Messages;
using PromptToImage.SqsModel;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation;

/// <summary>
/// The pipeline in virtual time: the queue by its rules, the event source mapping, Start's own flow control, and every execution
/// through the interpreter. Only the answers of the services are modelled. Single-threaded; equal options give an equal report.
/// </summary>
public sealed class Simulator
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string TooOftenReceived = string.Create(
        CultureInfo.InvariantCulture,
        $"received {FlowNumbers.MaxReceiveCount:N0} times"
    );

    private readonly SimulationOptions _options;
    private readonly VirtualTime _time = new(Epoch);
    private readonly Usage _usage = new();
    private readonly ModelledServices _services;
    private readonly QueueModel<int> _queue;
    private readonly QueueModel<int> _deadLetterQueue = new(new QueueSettings { Retention = FlowNumbers.DeadLetterRetention });
    private readonly OldestPromptAlarm _alarm;
    private readonly SimulatedExecutions _executions;
    private readonly SimulatedStart _start;
    private readonly DateTimeOffset[] _sentAt;
    private readonly Distribution _sendToStored = new();
    private readonly Distribution _service = new();
    private readonly IdealTime _ideal;
    private readonly TimeSeries _backlog = new();
    private int _sent;

    /// <param name="definition">The text of a definition with the project's placeholders.</param>
    /// <param name="options">The settings of the simulation.</param>
    /// <exception cref="InvalidDefinitionException">The definition is invalid, or a task is not one of the pipeline.</exception>
    public Simulator(string definition, SimulationOptions options)
    {
        _options = options;
        var random = new Random(options.Seed);
        _services = new ModelledServices(options, _time, random, _usage);
        _queue = new QueueModel<int>(
            new QueueSettings
            {
                VisibilityTimeout = FlowNumbers.VisibilityTimeout,
                Retention = FlowNumbers.QueueRetention,
                Redrive = new RedrivePolicy("dead-letters", FlowNumbers.MaxReceiveCount),
            },
            _deadLetterQueue
        );
        _alarm = new OldestPromptAlarm(_time, options.OldestPromptThreshold, () => _queue.AgeOfOldestMessage(_time.Now));
        var running = new SimulatedExecutionList(_time, options.ListDelay.Longest);
        _executions = new SimulatedExecutions(
            SimulatedFunctions.ParseModelled(definition),
            options,
            _time,
            random,
            _usage,
            _services,
            running
        );
        _start = new SimulatedStart(options, _time, random, _usage, _queue, running, _alarm, Start);
        _sentAt = new DateTimeOffset[options.Prompts];
        _ideal = new IdealTime(options);
    }

    /// <summary>Prompts that have reached their end: their execution ended, or the queue gave them up.</summary>
    private int Settled => _executions.Ended + _queue.Expired + _deadLetterQueue.Count;

    /// <summary>Runs until every prompt is an image or a dead letter, or has expired in the queue.</summary>
    /// <param name="progress">Called now and then with the number of settled prompts and the simulated time.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public SimulationReport Run(Action<int, TimeSpan> progress, CancellationToken cancellationToken = default)
    {
        _alarm.Begin();
        SendNext(_options.Arrival.Times(_options.Prompts).GetEnumerator());
        for (var steps = 0L; Settled < _options.Prompts && _time.Step(); steps++)
        {
            if (steps % 65_536 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress(Settled, _time.Elapsed);
            }
        }

        _alarm.End();
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
                    }
                );
                break;
            }

            Send();
        }

        _start.Poll();
    }

    private void Send()
    {
        _sentAt[_sent] = _time.Now;
        _queue.Send(_sent++, _time.Now);
        _usage.QueueRequests++;
        _backlog.Record(_time.Elapsed, _queue.Count);
    }

    private void Start(int prompt)
    {
        _backlog.Record(_time.Elapsed, _queue.Count - 1);
        _executions.Start(prompt, (succeeded, service) => End(prompt, succeeded, service));
    }

    private void End(int prompt, bool succeeded, ServiceTime service)
    {
        _ideal.Add(_sentAt[prompt] - _time.Start, service);
        if (succeeded)
        {
            _sendToStored.Add((_time.Now - _sentAt[prompt]).TotalSeconds);
            _service.Add(service.Total.TotalSeconds);
        }
    }

    private SimulationReport Report()
    {
        var end = _executions.LastEnd;
        if (_deadLetterQueue.Count > 0)
        {
            _executions.Failures[TooOftenReceived] = _deadLetterQueue.Count;
        }

        var (ideal, bottleneck) = _ideal.Find(_services.AdmittedCalls);
        return new SimulationReport
        {
            Options = _options.Describe(),
            Prompts = _options.Prompts,
            Images = _executions.Succeeded,
            DeadLetters = _executions.Failures,
            Expired = _queue.Expired,
            DrainSeconds = end.TotalSeconds,
            IdealSeconds = ideal.TotalSeconds,
            Bottleneck = bottleneck,
            ServiceSeconds = Percentiles.From(_service),
            SendToStoredSeconds = Percentiles.From(_sendToStored),
            ReceivesPerMessage = Percentiles.From(_start.Receives),
            OrderInversions = _start.Order.Inversions,
            LargestInversion = _start.Order.LargestInversion,
            FirstWaitSeconds = _start.FirstWait?.TotalSeconds,
            LastStartSeconds = _start.LastStart.TotalSeconds,
            OldestAgeSeconds = _alarm.Oldest.TotalSeconds,
            AlarmPeriods = _alarm.Periods,
            ListCallsPerSecond = _start.LastStart > TimeSpan.Zero ? _start.ListCalls.Total / _start.LastStart.TotalSeconds : null,
            MostListCallsPerSecond = _start.ListCalls.MostPerSecond,
            PeakExecutions = (int)_executions.AtOnce.Peak,
            WorstOvershoot = _executions.Overshoot.Worst,
            OvershootSeconds = _executions.Overshoot.Longest.TotalSeconds,
            ExecutionsAtOnce = _executions.AtOnce.Means(end),
            ExecutionsSlotSeconds = _executions.AtOnce.SlotSeconds,
            Backlog = _backlog.Means(end),
            BacklogSlotSeconds = _backlog.SlotSeconds,
            Throttles = _services.Throttles,
            Retries = _executions.Retries,
            StateTransitions = _usage.StateTransitions,
            Bill = Bill.Estimate(_usage, ModelPrices.For(PromptRules.DefaultModelId) ?? 0),
        };
    }
}
