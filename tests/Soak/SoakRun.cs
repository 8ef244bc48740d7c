using System.Diagnostics.CodeAnalysis;
using PromptToImage.Runner.Memory;
using PromptToImage.Runner.Tests.Fire;
using PromptToImage.Soak.Clients;
using PromptToImage.Soak.Hostile;
using PromptToImage.Soak.Hosting;
using PromptToImage.Soak.Measuring;

namespace PromptToImage.Soak;

/// <summary>
/// Uses the runner as many different clients do, while it is killed, its disk becomes full, its clock jumps and hostile clients attack it.
/// </summary>
[SuppressMessage("Security", "CA5394", Justification = "The disturbances are no secret.")]
internal sealed class SoakRun : IDisposable
{
    private const int Descriptors = 512;
    private const int ManyConnections = 600;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(1);

    // The same time after the last request at the start and at the end: as long as the runner may take to give memory back.
    private static readonly TimeSpan Rest =
        IdleMemoryService.Interval * IdleMemoryService.IdleIntervals[^1] + TimeSpan.FromSeconds(10);

    private readonly Observations _observations;
    private readonly HostedRunner _runner;
    private readonly SoakClient _client;
    private readonly Disk? _disk;
    private readonly Random _random;
    private readonly PromptSender _prompts;
    private readonly QueueUser _queue;
    private readonly ObjectUser _objects;
    private readonly ExecutionStarter _executions;
    private readonly MessageMover _mover;
    private readonly HostileExecutions _hostileExecutions;
    private readonly HostileRequests _hostileRequests;
    private readonly MemorySamples _memory;
    private readonly Dictionary<string, int> _disturbances = [];
    private TimeSpan _clock;
    private TimeSpan _latestClock;

    public SoakRun(string folder, int seed, Action<string> progress)
    {
        _random = new Random(seed);
        _observations = new Observations(folder, progress);
        _runner = new HostedRunner(folder, _observations);
        _client = new SoakClient(_runner, _observations);
        _disk = Disk.IsOwn(folder) ? new Disk(folder) : null;
        _prompts = new PromptSender(_client);
        _queue = new QueueUser(_client, _observations);
        _objects = new ObjectUser(_client, _observations, seed);
        _executions = new ExecutionStarter(_client, _observations);
        _mover = new MessageMover(_client, _observations);
        _hostileExecutions = new HostileExecutions(_client, _observations, seed);
        _hostileRequests = new HostileRequests(_client, seed);
        _memory = new MemorySamples(_runner, _observations);
    }

    /// <summary>Runs for a time and prepares the report.</summary>
    public async Task<SoakReport> RunAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_runner.DataFolder);
        using var sampling = new CancellationTokenSource();
        await _runner.StartAsync(null, cancellationToken);
        var samples = _memory.SampleAsync(sampling.Token);
        double? memoryAtStart = null;
        double? memoryAtEnd = null;
        try
        {
            await LoadAsync(WarmUp, hostile: false, disturb: null, cancellationToken);
            await BecomeIdleAsync();
            memoryAtStart = _runner.ResidentMegabytes;
            _observations.Say($"memory at the start: {memoryAtStart:0} MB");
            await LoadAsync(time, hostile: true, DisturbAsync, cancellationToken);
            await BecomeIdleAsync();
            memoryAtEnd = _runner.ResidentMegabytes;
            await _runner.StopAsync();
        }
        catch (SoakFailedException e)
        {
            _observations.AddError(e.Message);
        }

        await sampling.CancelAsync();
        await samples;
        await CheckPromptsAsync();
        return new SoakReport(
            [
                $"{_prompts.Prompts.Count} prompts",
                $"{_queue.Sent} messages",
                $"{_objects.Stored} objects",
                $"{_executions.Started} executions",
                $"{_hostileExecutions.Started} hostile executions",
                $"{_hostileRequests.Sent} hostile requests",
                .. _disturbances.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} x {pair.Key}"),
            ],
            _observations,
            _memory,
            memoryAtStart ?? 0,
            memoryAtEnd ?? double.PositiveInfinity
        );
    }

    public void Dispose()
    {
        _client.Dispose();
        _runner.Dispose();
    }

    /// <summary>Runs all clients for a time, and then until each has finished what it has begun.</summary>
    private async Task LoadAsync(
        TimeSpan time,
        bool hostile,
        Func<TimeSpan, CancellationToken, Task>? disturb,
        CancellationToken cancellationToken
    )
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ended.CancelAfter(time);
        List<Task> clients =
        [
            Task.Run(() => _prompts.RunAsync(ended.Token), CancellationToken.None),
            Task.Run(() => _queue.RunAsync(ended.Token), CancellationToken.None),
            Task.Run(() => _objects.RunAsync(ended.Token), CancellationToken.None),
            Task.Run(() => _executions.RunAsync(ended.Token), CancellationToken.None),
            Task.Run(() => _mover.RunAsync(ended.Token), CancellationToken.None),
            Task.Run(() => new Probe(_client).RunAsync(ended.Token), CancellationToken.None),
        ];
        if (hostile)
        {
            clients.Add(Task.Run(() => _hostileExecutions.RunAsync(ended.Token), CancellationToken.None));
            clients.Add(Task.Run(() => _hostileRequests.RunAsync(ended.Token), CancellationToken.None));
        }

        if (disturb is not null)
        {
            await disturb(time, ended.Token);
        }

        await Task.WhenAll(clients);
    }

    /// <summary>Kills, stops and disturbs the runner. Its last life, a fifth of the time, is disturbed but not ended.</summary>
    private async Task DisturbAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        var lastLife = time * 0.8;
        int? descriptors = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            var life = TimeSpan.FromSeconds(10 + _random.Next(30));
            var isLast = TimeProvider.System.GetElapsedTime(start) + life > lastLife;
            await LiveAsync(isLast ? time : life, descriptors is not null, cancellationToken);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            if (_disk is not null && _random.Next(4) == 0)
            {
                _disk.Fill();
                await CountAsync("kill with a full disk", _runner.KillAsync);
            }
            else if (_random.Next(4) == 0)
            {
                await CountAsync("orderly stop", _runner.StopAsync);
            }
            else
            {
                await CountAsync("kill", _runner.KillAsync);
            }

            _disk?.Free();
            // Time does not go back while the runner is a process. A new process knows only the machine's clock.
            await SetClockAsync(_latestClock);
            descriptors = _random.Next(5) == 0 && TimeProvider.System.GetElapsedTime(start) < lastLife * 0.8 ? Descriptors : null;
            await _runner.StartAsync(descriptors, CancellationToken.None);
            _observations.Disturbance = "";
        }
    }

    private async Task LiveAsync(TimeSpan time, bool isShortOfDescriptors, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < time && !cancellationToken.IsCancellationRequested)
        {
            if (isShortOfDescriptors)
            {
                await CountAsync(
                    $"{ManyConnections} connections with {Descriptors} descriptors",
                    () => HostileConnections.HoldAsync(_client, ManyConnections, TimeSpan.FromSeconds(5), cancellationToken)
                );
            }

            await PauseAsync(cancellationToken);
            switch (_random.Next(4))
            {
                case 0 when _disk is not null:
                    await CountAsync("full disk", () => FillDiskAsync(_disk, cancellationToken));
                    break;
                case 1:
                    await CountAsync("clock set back by two hours", () => SetClockAsync(_clock - TimeSpan.FromHours(2)));
                    break;
                case 2:
                    await CountAsync("clock set forward by ten minutes", () => SetClockAsync(_clock + TimeSpan.FromMinutes(10)));
                    break;
                default:
                    await CountAsync(
                        "100 half connections",
                        () => HostileConnections.HoldAsync(_client, 100, TimeSpan.FromSeconds(2), cancellationToken)
                    );
                    break;
            }
        }
    }

    private async Task FillDiskAsync(Disk disk, CancellationToken cancellationToken)
    {
        disk.Fill();
        await PauseAsync(cancellationToken);
        disk.Free();
    }

    private Task SetClockAsync(TimeSpan offset)
    {
        _clock = offset;
        _latestClock = offset > _latestClock ? offset : _latestClock;
        _runner.SetClock(offset);
        return Task.CompletedTask;
    }

    private async Task CountAsync(string disturbance, Func<Task> act)
    {
        _disturbances[disturbance] = _disturbances.GetValueOrDefault(disturbance) + 1;
        _observations.Disturbance = $"{disturbance}, {_hostileExecutions.Current}";
        await act();
        _observations.Disturbance = $"after {disturbance}, {_hostileExecutions.Current}";
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1_000 + _random.Next(4_000)), TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The run ends.
        }
    }

    /// <summary>Waits until all prompts have ended, and then as long as the runner may take to give memory back.</summary>
    private async Task BecomeIdleAsync()
    {
        _disk?.Free();
        // The runner's time does not go back, so a clock that was set back must catch up before it can hasten anything.
        await SetClockAsync(_latestClock);
        var start = TimeProvider.System.GetTimestamp();
        while (await _prompts.FindUnfinishedAsync() is { } unfinished)
        {
            if (TimeProvider.System.GetElapsedTime(start) > IdleLimit)
            {
                _observations.AddHang($"prompts do not end: {unfinished}");
                break;
            }

            // Visibility timeouts, delays and retries end sooner.
            await SetClockAsync(_clock + TimeSpan.FromSeconds(30));
            await Task.Delay(IdleInterval, TimeProvider.System);
        }

        await Task.Delay(Rest, TimeProvider.System);
    }

    private async Task CheckPromptsAsync()
    {
        var aftermath = await Aftermath.OfAsync(_runner.DataFolder, CancellationToken.None);
        foreach (var fault in aftermath.Faults(_prompts.Prompts))
        {
            switch (fault.Kind)
            {
                case FaultKind.Lost:
                    _observations.AddLost(fault.ToString());
                    break;
                case FaultKind.Doubled:
                    _observations.AddDoubled(fault.ToString());
                    break;
                default:
                    _observations.AddError(fault.ToString());
                    break;
            }
        }
    }
}
