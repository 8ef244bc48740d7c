using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.CloudWatch;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.CloudWatchModel;

namespace PromptToImage.AwsEmulator.Rules;

/// <summary>
/// EventBridge's rules on the default bus. Step Functions publishes changes of status to it. A matched event is stored in the transaction
/// that stores its cause, so that it survives the process, and is delivered at least once,
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html. Thread-safe.
/// </summary>
public sealed partial class RuleService : BackgroundService
{
    private const int MaxBatch = 100;

    // EventBridge's delays are not documented, only that they grow. Theirs are longer by chance.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(10);

    // Until the data folder can be used again.
    private static readonly TimeSpan FirstDelayAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelayAfterFailure = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Rule> _rules = new(StringComparer.Ordinal);
    private readonly AsynchronousInvocations _invocations;
    private readonly Destinations _destinations;
    private readonly AccessControl _access;
    private readonly MetricStore _metrics;
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ILogger<RuleService> _logger;
    private readonly WorkSignal _work;

    internal RuleService(
        AsynchronousInvocations invocations,
        Destinations destinations,
        AccessControl access,
        MetricStore metrics,
        Database database,
        TimeProvider time,
        ILogger<RuleService> logger
    )
    {
        _invocations = invocations;
        _destinations = destinations;
        _access = access;
        _metrics = metrics;
        _database = database;
        _time = time;
        _logger = logger;
        _work = new WorkSignal(time);
        database.Migrate("event deliveries", EventDelivery.Migrations);
        database.Migrate("rule schedules", RuleSchedule.Migrations);
    }

    /// <summary>All rules, in the order of their names.</summary>
    public IReadOnlyList<RuleDefinition> All =>
        [.. _rules.Values.Select(rule => rule.Definition).OrderBy(rule => rule.Name, StringComparer.Ordinal)];

    /// <summary>
    /// Creates a rule or replaces it. Rules are kept in memory: the host creates them at each start, before it resumes executions. The next
    /// time of an unchanged schedule is kept, so that a time that passes while no process runs has its event after the start.
    /// </summary>
    /// <exception cref="AwsException">InvalidEventPatternException, ValidationException.</exception>
    public async Task PutAsync(RuleDefinition rule)
    {
        var added = new Rule(rule);
        var next = rule.IsEnabled ? added.Schedule?.NextAfter(_time.GetUtcNow()) : null;
        await _database.WriteAsync(session =>
        {
            if (next is { } time)
            {
                RuleSchedule.Put(session, rule.Name, rule.ScheduleExpression!, time);
            }
            else
            {
                RuleSchedule.Remove(session, rule.Name);
            }
        });
        _rules[rule.Name] = added;
        _work.Set();
    }

    /// <summary>Deletes a rule, if it exists. Its stored events are no longer delivered.</summary>
    public Task DeleteAsync(string name)
    {
        _rules.TryRemove(name, out _);
        return _database.WriteAsync(session => RuleSchedule.Remove(session, name));
    }

    /// <summary>Stores an event for the targets of the rules that match it, inside the transaction that stores its cause.</summary>
    /// <returns>Whether it was stored. Then call <see cref="Announce"/> after the commit.</returns>
    internal bool Publish(DatabaseSession session, Func<JsonObject> create)
    {
        var isStored = false;
        JsonObject? busEvent = null;
        string? json = null;
        foreach (var rule in _rules.Values.Where(rule => rule.Definition.IsEnabled))
        {
            if (rule.Pattern is not { } pattern)
            {
                continue;
            }

            busEvent ??= create();
            if (!pattern.Matches(busEvent))
            {
                continue;
            }

            json ??= busEvent.ToJsonString();
            isStored |= Store(session, rule, json);
        }

        return isStored;
    }

    private bool Store(DatabaseSession session, Rule rule, string json)
    {
        foreach (var target in rule.Definition.Targets)
        {
            EventDelivery.Add(session, rule.Definition.Name, target.Id, json, _time.GetUtcNow());
        }

        return rule.Definition.Targets.Count > 0;
    }

    internal void Announce() => _work.Set();

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged. The events stay stored for the next round.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var retry = new GrowingDelay(FirstDelayAfterFailure, LongestDelayAfterFailure);
        // The time in which no process ran does not count for the age of an event.
        await retry.RetryAsync(
            () => _database.WriteAsync(session => EventDelivery.RestartAges(session, _time.GetUtcNow())),
            (failure, delay) => LogFailedRound(failure, delay.TotalSeconds),
            _time,
            stoppingToken
        );
        while (true)
        {
            TimeSpan? wait;
            try
            {
                var now = _time.GetUtcNow();
                await PublishScheduledAsync(now);
                foreach (var delivery in _database.Read(session => EventDelivery.Due(session, _time.GetUtcNow(), MaxBatch)))
                {
                    stoppingToken.ThrowIfCancellationRequested();
                    await DeliverAsync(delivery);
                }

                var next = _database.Read(session => Earliest(EventDelivery.NextDue(session), RuleSchedule.NextAfter(session, now)));
                wait = next - _time.GetUtcNow();
                retry.Reset();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                wait = retry.Next();
                LogFailedRound(e, wait.Value.TotalSeconds);
            }

            await _work.WaitAsync(wait, stoppingToken);
        }
    }

    /// <summary>
    /// Stores the event of each rule whose time has come, in the transaction that stores the rule's next time. A rule that missed several
    /// times has one event, of the first of them.
    /// </summary>
    private async Task PublishScheduledAsync(DateTimeOffset now)
    {
        foreach (var due in _database.Read(session => RuleSchedule.Due(session, now)))
        {
            if (_rules.TryGetValue(due.Rule, out var rule) && rule.Schedule is { } schedule)
            {
                await _database.WriteAsync(session =>
                {
                    if (due.Advance(session, schedule.NextAfter(now)))
                    {
                        Store(session, rule, ScheduledEvent.Create(rule, due.Next).ToJsonString());
                    }
                });
            }
        }
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    private async Task DeliverAsync(EventDelivery delivery)
    {
        if (!_rules.TryGetValue(delivery.Rule, out var rule) || rule.Target(delivery.Target) is not { } target)
        {
            await _database.WriteAsync(delivery.Remove);
            return;
        }

        try
        {
            var busEvent = (JsonObject)JsonNode.Parse(delivery.Event)!;
            var input = rule.InputFor(target).Create(busEvent);
            if (Rule.IsFunction(target.Arn))
            {
                _access.Require(rule.Caller, FunctionPermissions.Invoke(target.Arn));
                await _invocations.AcceptAsync(target.Arn, Encoding.UTF8.GetBytes(input), delivery.Remove, $"{busEvent["id"]}.{target.Id}");
            }
            else
            {
                await _destinations.SendAsync(rule.Caller, target.Arn, input, delivery.Remove);
            }
        }
        catch (AwsException e)
        {
            await RetryAsync(delivery with { Attempts = delivery.Attempts + 1 }, rule, target, e);
        }
    }

    /// <summary>
    /// Repeats a delivery that the target's service could not take. A delivery that the target rejects, for example because a permission is
    /// missing, would be rejected again.
    /// </summary>
    private async Task RetryAsync(EventDelivery delivery, Rule rule, RuleTarget target, AwsException error)
    {
        LogNotDelivered(rule.Definition.Name, target.Arn, error.Message);
        Report("FailedInvocations", rule);
        var now = _time.GetUtcNow();
        var due = now + GrowingDelay.After(delivery.Attempts, LongestDelay);
        var exhausted =
            error.IsClientError && error.Status != 429 ? ""
            : delivery.Attempts > target.MaximumRetryAttempts ? "MaximumRetryAttempts"
            : due - delivery.ReceivedAt > target.MaximumEventAge ? "MaximumEventAgeInSeconds"
            : null;
        if (exhausted is null)
        {
            await _database.WriteAsync(session => delivery.Postpone(session, due));
        }
        else
        {
            await GiveUpAsync(delivery, rule, target, error, exhausted);
        }
    }

    private async Task GiveUpAsync(EventDelivery delivery, Rule rule, RuleTarget target, AwsException error, string exhausted)
    {
        if (target.DeadLetterQueue is { } queue)
        {
            try
            {
                var attributes = DeadLetterAttributes.Create(rule.Arn, target.Arn, error, exhausted, delivery.Attempts - 1);
                await _destinations.SendAsync(rule.Caller, queue, delivery.Event, delivery.Remove, attributes);
                Report("InvocationsSentToDlq", rule);
                return;
            }
            catch (AwsException e)
            {
                LogNotDelivered(rule.Definition.Name, queue, e.Message);
                Report("InvocationsFailedToBeSentToDlq", rule);
            }
        }

        LogDropped(rule.Definition.Name, target.Arn);
        await _database.WriteAsync(delivery.Remove);
    }

    private void Report(string metric, Rule rule) =>
        _metrics.Put(new MetricId("AWS/Events", metric, "RuleName", rule.Definition.Name), _time.GetUtcNow(), 1);

    [LoggerMessage(LogLevel.Warning, "An event of rule {rule} was not delivered to {target}: {failure}")]
    private partial void LogNotDelivered(string rule, string target, string failure);

    [LoggerMessage(LogLevel.Error, "An event of rule {rule} for {target} is dropped.")]
    private partial void LogDropped(string rule, string target);

    [LoggerMessage(LogLevel.Error, "Could not deliver events. The next attempt is in {seconds} s.")]
    private partial void LogFailedRound(Exception exception, double seconds);
}
