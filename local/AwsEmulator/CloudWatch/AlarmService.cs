using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Mail;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.AwsEmulator.Topics;
using PromptToImage.CloudWatchModel;

namespace PromptToImage.AwsEmulator.CloudWatch;

/// <summary>
/// CloudWatch's metric alarms. A state is durable and changes in the same transaction as the messages about it, so that each change is
/// published once even if the process is killed. Thread-safe.
/// </summary>
public sealed partial class AlarmService : BackgroundService, IAsyncDisposable
{
    /// <summary>CloudWatch evaluates an alarm once per minute, which is slow for a person who watches.</summary>
    public static readonly TimeSpan EvaluationInterval = TimeSpan.FromSeconds(5);

    // Metrics are kept for at least this time.
    private static readonly TimeSpan ShortestRetention = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, RunningAlarm> _alarms = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changing = new(1);
    private readonly MetricStore _metrics;
    private readonly QueueMetrics _queueMetrics;
    private readonly TopicService _topics;
    private readonly Mailbox _mailbox;
    private readonly AccessControl _access;
    private readonly Func<AlarmDefinition, AlarmText> _describe;
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ILogger<AlarmService> _logger;

    internal AlarmService(
        MetricStore metrics,
        QueueMetrics queueMetrics,
        TopicService topics,
        Mailbox mailbox,
        AccessControl access,
        Func<AlarmDefinition, AlarmText> describe,
        Database database,
        TimeProvider time,
        ILogger<AlarmService> logger
    )
    {
        _metrics = metrics;
        _queueMetrics = queueMetrics;
        _topics = topics;
        _mailbox = mailbox;
        _access = access;
        _describe = describe;
        _database = database;
        _time = time;
        _logger = logger;
        database.Migrate("alarms", StoredAlarm.Migrations);
    }

    /// <summary>All alarms, in the order of their names.</summary>
    public IReadOnlyList<RunningAlarm> All => [.. _alarms.Values.OrderBy(alarm => alarm.Definition.Name, StringComparer.Ordinal)];

    /// <summary>An alarm by its name, or null.</summary>
    public RunningAlarm? Find(string name) => _alarms.GetValueOrDefault(name);

    /// <summary>
    /// Creates an alarm, or replaces its definition; then its state stays. A new alarm is evaluated at once, and its first state has no
    /// actions: on AWS, it would publish that it is OK.
    /// </summary>
    /// <exception cref="InvalidAlarmException">CloudWatch would reject the alarm, or it uses something that is not offered.</exception>
    public async Task PutAsync(AlarmDefinition definition)
    {
        var evaluator = new AlarmEvaluator(definition);
        string[] actions = [.. definition.AlarmActions, .. definition.OkActions, .. definition.InsufficientDataActions];
        if (actions.FirstOrDefault(action => !TopicService.IsArn(action)) is { } other)
        {
            throw new InvalidAlarmException($"{definition.Name}: only topics can be actions, not {other}.");
        }

        await ChangeAsync(async () =>
        {
            if (_alarms.TryGetValue(definition.Name, out var known))
            {
                known.Evaluator = evaluator;
                return;
            }

            var stored = _database.Read(session => StoredAlarm.Find(session, definition.Name));
            if (stored is null)
            {
                var first = Evaluate(evaluator, AlarmState.InsufficientData);
                stored = new StoredAlarm(first.State, null, first.Reason);
                await _database.WriteAsync(session => stored.Write(session, definition.Name));
            }

            _alarms[definition.Name] = new RunningAlarm(evaluator, stored);
        });
    }

    /// <summary>Deletes an alarm with its state, if it exists.</summary>
    public Task DeleteAsync(string name) =>
        ChangeAsync(async () =>
        {
            await _database.WriteAsync(session => StoredAlarm.Delete(session, name));
            _alarms.TryRemove(name, out _);
        });

    /// <summary>Samples metrics and evaluates all alarms once.</summary>
    public Task EvaluateAsync() =>
        ChangeAsync(async () =>
        {
            _queueMetrics.Sample();
            foreach (var alarm in All)
            {
                var evaluation = Evaluate(alarm.Evaluator, alarm.State);
                if (evaluation.State != alarm.State)
                {
                    await SetStateAsync(alarm, evaluation);
                }

                alarm.Add(new AlarmSample(_time.GetUtcNow(), evaluation.Value, alarm.State));
            }

            var ranges = _alarms.Values.Select(alarm => alarm.Evaluator.Range + alarm.Evaluator.Period);
            await _metrics.SaveAsync(_time.GetUtcNow() - ranges.Append(ShortestRetention).Max());
        });

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _changing.Dispose();
        Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "A failed evaluation is logged, and the next one follows.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(EvaluationInterval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await EvaluateAsync();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(e);
            }
        }
    }

    /// <summary>The newest period ends with the current second.</summary>
    private AlarmEvaluation Evaluate(AlarmEvaluator evaluator, AlarmState state)
    {
        var now = _time.GetUtcNow();
        return evaluator.Evaluate(state, _metrics.Read, now.AddTicks(TimeSpan.TicksPerSecond - now.UtcTicks % TimeSpan.TicksPerSecond));
    }

    private async Task SetStateAsync(RunningAlarm alarm, AlarmEvaluation evaluation)
    {
        var definition = alarm.Definition;
        var now = _time.GetUtcNow();
        var after = new StoredAlarm(evaluation.State, now, evaluation.Reason);
        var notice = AlarmNotice.Write(definition, alarm.Stored, after, _describe(definition));
        var id = $"{definition.Name}-{now.ToUnixTimeMilliseconds()}";
        await _database.WriteAsync(session =>
        {
            after.Write(session, definition.Name);
            foreach (var topic in definition.ActionsFor(evaluation.State))
            {
                Publish(session, topic, definition.Name, notice, id);
            }
        });
        _mailbox.Announce();
        alarm.Stored = after;
        LogChange(definition.Name, evaluation.State.ToAwsName(), evaluation.Reason);
    }

    /// <summary>As in CloudWatch, an action that fails does not keep the alarm from changing its state, and is not repeated.</summary>
    private void Publish(DatabaseSession session, string topic, string alarm, TopicMessage notice, string id)
    {
        try
        {
            var alarmArn = AwsAccount.Arn("cloudwatch", "alarm:" + alarm);
            _access.Require(new ServicePrincipal("cloudwatch.amazonaws.com", alarmArn), new Permission("sns:Publish", topic));
            _topics.Publish(session, topic, notice, id);
        }
        catch (AwsException e)
        {
            LogFailedAction(e, alarm, topic);
        }
    }

    private async Task ChangeAsync(Func<Task> change)
    {
        await _changing.WaitAsync();
        try
        {
            await change();
        }
        finally
        {
            _changing.Release();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Alarm {name} is now {state}: {reason}")]
    private partial void LogChange(string name, string state, string reason);

    [LoggerMessage(LogLevel.Error, "Alarm {name} could not publish its state to {topic}.")]
    private partial void LogFailedAction(Exception exception, string name, string topic);

    [LoggerMessage(LogLevel.Error, "Could not evaluate the alarms.")]
    private partial void LogFailure(Exception exception);
}
