using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Mail;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.AwsEmulator.Topics;

namespace PromptToImage.AwsEmulator.Alarms;

/// <summary>
/// Watches the age of a queue's oldest message and tells a topic when it passes its threshold, and when it is back.
/// The state is durable, and changes in one write with the mail about it: a change is told once, whatever ends the process.
/// </summary>
public sealed partial class QueueAgeAlarm : IAsyncDisposable
{
    private readonly AlarmSettings _settings;
    private readonly QueueService _queues;
    private readonly TopicService _topics;
    private readonly Mailbox _mailbox;
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ILogger<QueueAgeAlarm> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Queue<AgeSample> _samples = new();
    private Task _watching = Task.CompletedTask;

    public QueueAgeAlarm(
        AlarmSettings settings,
        QueueService queues,
        TopicService topics,
        Mailbox mailbox,
        Database database,
        TimeProvider time,
        ILogger<QueueAgeAlarm> logger
    )
    {
        _settings = settings;
        _queues = queues;
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

    /// <summary>When the state last changed; null when it never has.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    /// <summary>What was seen since the program started, the oldest first, as far as it is remembered.</summary>
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

    public void Start() => _watching = Task.Run(WatchAsync);

    /// <summary>Looks at the age once, and tells of a change.</summary>
    public async Task EvaluateAsync()
    {
        var age = _queues.AgeOfOldestMessage(_settings.Queue) ?? TimeSpan.Zero;
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
        await _stopping.CancelAsync();
        await _watching;
        _stopping.Dispose();
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

    [SuppressMessage("Design", "CA1031", Justification = "A failed look is logged; the next one comes.")]
    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(_settings.Period, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                try
                {
                    await EvaluateAsync();
                }
                catch (Exception e)
                {
                    LogFailure(e, _settings.Name);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Alarm {name} is now {state}: the oldest message has waited for {seconds} s.")]
    private partial void LogChange(string name, string state, long seconds);

    [LoggerMessage(LogLevel.Error, "Alarm {name} could not be evaluated.")]
    private partial void LogFailure(Exception exception, string name);
}
