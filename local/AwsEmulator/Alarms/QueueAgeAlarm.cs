using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Mail;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.AwsEmulator.Topics;

namespace PromptToImage.AwsEmulator.Alarms;

/// <summary>
/// An alarm on the age of a queue's oldest message: the maximum of SQS's ApproximateAgeOfOldestMessage, which leaves out messages that
/// were received three times or more, and of a custom metric for the messages that a function holds. The state is durable and changes in
/// the same transaction as the e-mail about it, so that each change sends one e-mail even if the process is killed.
/// </summary>
public sealed partial class QueueAgeAlarm : BackgroundService, IAsyncDisposable
{
    private readonly AlarmSettings _settings;
    private readonly QueueService _queues;
    private readonly EmbeddedMetrics _metrics;
    private readonly TopicService _topics;
    private readonly Mailbox _mailbox;
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ILogger<QueueAgeAlarm> _logger;
    private readonly Queue<AgeSample> _samples = new();

    public QueueAgeAlarm(
        AlarmSettings settings,
        QueueService queues,
        EmbeddedMetrics metrics,
        TopicService topics,
        Mailbox mailbox,
        Database database,
        TimeProvider time,
        ILogger<QueueAgeAlarm> logger
    )
    {
        _settings = settings;
        _queues = queues;
        _metrics = metrics;
        _topics = topics;
        _mailbox = mailbox;
        _database = database;
        _time = time;
        _logger = logger;
        database.Migrate("alarms", "CREATE TABLE alarms (name TEXT PRIMARY KEY, state TEXT NOT NULL, changed_at INTEGER) WITHOUT ROWID");
        (State, ChangedAt) = database.Read(session =>
            session.QueryFirst<(AlarmState, DateTimeOffset?)>(
                "SELECT state, changed_at FROM alarms WHERE name = ?1",
                static row => (Enum.Parse<AlarmState>(row.GetString(0)), row.GetTimeOrNull(1)),
                settings.Name
            )
        );
    }

    public AlarmSettings Settings => _settings;

    public AlarmState State { get; private set; }

    /// <summary>When the state last changed; null if it has never changed.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    /// <summary>The latest samples since the program started, the oldest first.</summary>
    public IReadOnlyList<AgeSample> Samples
    {
        get
        {
            lock (_samples)
            {
                return [.. _samples];
            }
        }
    }

    /// <summary>The age of the oldest message now; zero if no message waits.</summary>
    public TimeSpan Age
    {
        get
        {
            var now = _time.GetUtcNow();
            var inQueue = _queues.AgeOfOldestMessage(_settings.Queue) ?? TimeSpan.Zero;
            var held = _settings.HeldMessageAge is { } metric ? _metrics.Maximum(metric, now - AlarmSettings.MetricPeriod, now) : null;
            return held is { } seconds && seconds > inQueue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : inQueue;
        }
    }

    /// <summary>Evaluates the alarm once.</summary>
    public async Task EvaluateAsync()
    {
        var age = Age;
        var now = _time.GetUtcNow();
        var state = age > _settings.Threshold ? AlarmState.Alarm : AlarmState.Ok;
        if (state != State)
        {
            await ChangeAsync(state, age, now);
        }

        lock (_samples)
        {
            _samples.Enqueue(new AgeSample(now, age, state));
            while (_samples.Count > _settings.SamplesKept)
            {
                _samples.Dequeue();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "A failed evaluation is logged, and the next one follows.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_settings.Period, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await EvaluateAsync();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(e, _settings.Name);
            }
        }
    }

    private async Task ChangeAsync(AlarmState state, TimeSpan age, DateTimeOffset now)
    {
        var notice = _settings.WriteNotice(new AlarmChange(_settings, state, age, now, ChangedAt));
        var id = $"{_settings.Name}-{now.ToUnixTimeMilliseconds()}";
        await _database.WriteAsync(session =>
        {
            session.Execute(
                "INSERT INTO alarms VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at",
                _settings.Name,
                state.ToString(),
                now
            );
            _topics.Publish(session, _settings.TopicArn, notice, id);
        });
        _mailbox.Announce();
        (State, ChangedAt) = (state, now);
        LogChange(_settings.Name, state.ToAwsName(), (long)age.TotalSeconds);
    }

    [LoggerMessage(LogLevel.Warning, "Alarm {name} is now {state}: the oldest message has waited for {seconds} s.")]
    private partial void LogChange(string name, string state, long seconds);

    [LoggerMessage(LogLevel.Error, "Could not evaluate alarm {name}.")]
    private partial void LogFailure(Exception exception, string name);
}
