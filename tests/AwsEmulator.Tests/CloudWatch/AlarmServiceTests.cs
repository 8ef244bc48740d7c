using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.CloudWatch;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Mail;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.AwsEmulator.Topics;
using PromptToImage.CloudWatchModel;

namespace PromptToImage.AwsEmulator.Tests.CloudWatch;

public sealed class AlarmServiceTests : IAsyncDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly MetricId HeldAge = new("Work", "HeldAge", "FunctionName", "worker");

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly Database _database;
    private readonly QueueService _queues;
    private readonly TopicService _topics;
    private readonly Mailbox _mailbox;

    public AlarmServiceTests()
    {
        var ids = new IdGenerator(new CryptographicRandom());
        _database = Database.Open(_folder["state.db"]);
        _queues = new QueueService(_database, _time, ids);
        _mailbox = new Mailbox(_database, _time, relays: false);
        _topics = new TopicService(_database, _mailbox, _time, ids);
    }

    public async ValueTask DisposeAsync()
    {
        await _queues.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_old_message_brings_an_alarm_and_its_deletion_the_all_clear()
    {
        await using var alarms = await StartAsync();
        await _queues.SendAsync("work", new OutgoingMessage("A croissant"));
        await PassAsync(alarms, 120);
        Assert.Equal(AlarmState.Ok, State(alarms));
        await PassAsync(alarms, 1);
        Assert.Equal(AlarmState.Alarm, State(alarms));
        await PassAsync(alarms, 1000);

        var message = Assert.Single(await _queues.ReceiveAsync("work", new ReceiveRequest(), TestContext.Current.CancellationToken));
        await _queues.DeleteAsync("work", [message.ReceiptHandle]);
        await PassAsync(alarms, 59);
        Assert.Equal(AlarmState.Alarm, State(alarms));
        await PassAsync(alarms, 1);
        Assert.Equal(AlarmState.Ok, State(alarms));

        var mails = _mailbox.List(10).Reverse().ToList();
        Assert.Equal(
            ["ALARM: \"queue-age\" in US East (N. Virginia)", "OK: \"queue-age\" in US East (N. Virginia)"],
            mails.Select(mail => mail.Content.Subject)
        );
        Assert.Contains("State change: OK -> ALARM\n", mails[0].Content.Body, StringComparison.Ordinal);
        Assert.Contains("State change: ALARM -> OK, after 1060 s\n", mails[1].Content.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_alarm_publishes_nothing_about_its_first_state()
    {
        await using var alarms = await StartAsync();
        Assert.Equal((AlarmState.Ok, null), (State(alarms), alarms.Find("queue-age")!.ChangedAt));
        await PassAsync(alarms, 5);
        Assert.Empty(_mailbox.List(10));
    }

    [Fact]
    public async Task A_restart_in_alarm_does_not_tell_it_again()
    {
        await using (var alarms = await StartAsync())
        {
            await _queues.SendAsync("work", new OutgoingMessage("A croissant"));
            await PassAsync(alarms, 121);
        }

        await using var again = await StartAsync();
        Assert.Equal(AlarmState.Alarm, State(again));
        await PassAsync(again, 5);
        Assert.Single(_mailbox.List(10));
    }

    [Fact]
    public async Task The_latest_evaluations_are_kept_for_a_chart()
    {
        await using var alarms = await StartAsync();
        await _queues.SendAsync("work", new OutgoingMessage("A croissant"));
        for (var i = 0; i < 3; i++)
        {
            await PassAsync(alarms, 5);
        }

        Assert.Equal([5, 10, 15], alarms.Find("queue-age")!.Samples.Select(sample => sample.Value));
        Assert.Equal(15, alarms.Find("queue-age")!.Value);
    }

    [Fact]
    public async Task A_message_that_was_received_three_times_counts_by_the_metric_of_its_holder()
    {
        var metrics = new MetricStore(_database);
        await using var alarms = await StartAsync(metrics);
        await _queues.SendAsync("work", new OutgoingMessage("A croissant"));
        for (var receive = 0; receive < 3; receive++)
        {
            var receipt = Assert.Single(
                await _queues.ReceiveAsync("work", new ReceiveRequest(), TestContext.Current.CancellationToken)
            ).ReceiptHandle;
            await _queues.ChangeVisibilityAsync("work", [(receipt, TimeSpan.Zero)]);
        }

        await PassAsync(alarms, 300);
        Assert.Equal(AlarmState.Ok, State(alarms));
        metrics.Put(HeldAge, _time.GetUtcNow(), 300);
        await PassAsync(alarms, 5);
        Assert.Equal(AlarmState.Alarm, State(alarms));
        await PassAsync(alarms, 60);
        Assert.Equal(AlarmState.Ok, State(alarms));
    }

    [Fact]
    public async Task Once_started_it_evaluates_by_itself()
    {
        await using var alarms = await StartAsync();
        await alarms.StartAsync(TestContext.Current.CancellationToken);
        await Condition.BecomesTrueAsync(() => _time.PendingTimers == 1);
        await _queues.SendAsync("work", new OutgoingMessage("A croissant"));
        _time.Advance(TimeSpan.FromSeconds(125));
        await Condition.BecomesTrueAsync(() => State(alarms) == AlarmState.Alarm);
    }

    [Fact]
    public async Task A_new_definition_keeps_the_state_until_the_next_evaluation()
    {
        await using var alarms = await StartAsync();
        await _queues.SendAsync("work", new OutgoingMessage("A croissant"));
        await PassAsync(alarms, 121);
        await alarms.PutAsync(Definition() with { Threshold = 300 });
        Assert.Equal(AlarmState.Alarm, State(alarms));
        await PassAsync(alarms, 5);
        Assert.Equal(AlarmState.Ok, State(alarms));
    }

    [Fact]
    public async Task A_deleted_alarm_is_gone_with_its_state()
    {
        await using var alarms = await StartAsync();
        await _queues.SendAsync("work", new OutgoingMessage("A croissant"));
        await PassAsync(alarms, 121);
        await alarms.DeleteAsync("queue-age");
        Assert.Null(alarms.Find("queue-age"));
        Assert.Empty(alarms.All);
        Assert.Equal(0, _database.Read(session => session.ScalarInt64("SELECT COUNT(*) FROM alarms")));
    }

    [Fact]
    public async Task An_action_that_fails_does_not_keep_the_state_from_changing()
    {
        await using var alarms = await StartAsync();
        await alarms.PutAsync(Definition() with { AlarmActions = [TopicService.ArnFor("missing"), TopicService.ArnFor("alerts")] });
        await _queues.SendAsync("work", new OutgoingMessage("A croissant"));
        await PassAsync(alarms, 121);
        Assert.Equal(AlarmState.Alarm, State(alarms));
        Assert.Single(_mailbox.List(10));
    }

    [Fact]
    public async Task Only_topics_can_be_actions()
    {
        await using var alarms = await StartAsync();
        var error = await Assert.ThrowsAsync<InvalidAlarmException>(() =>
            alarms.PutAsync(Definition() with { OkActions = ["arn:aws:lambda:us-east-1:000000000000:function:work"] })
        );
        Assert.Equal("queue-age: only topics can be actions, not arn:aws:lambda:us-east-1:000000000000:function:work.", error.Message);
    }

    private async Task<AlarmService> StartAsync(MetricStore? metrics = null)
    {
        await _queues.ProvisionAsync("work", new Dictionary<string, string>());
        var topic = await _topics.CreateAsync("alerts");
        if (_topics.Subscriptions(topic).Count == 0)
        {
            await _topics.SubscribeAsync(topic, "email", "operator@localhost");
        }

        metrics ??= new MetricStore(_database);
        var alarms = new AlarmService(
            metrics,
            new QueueMetrics(_queues, metrics, _time),
            _topics,
            _mailbox,
            new AccessControl(new AllowAll()),
            alarm => new AlarmText(alarm.Description, []),
            _database,
            _time,
            NullLogger<AlarmService>.Instance
        );
        await alarms.PutAsync(Definition());
        return alarms;
    }

    private static AlarmDefinition Definition() =>
        new()
        {
            Name = "queue-age",
            Metrics =
            [
                new MetricQuery
                {
                    Id = "queue",
                    Metric = new MetricStat(
                        new MetricId("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", "work"),
                        Statistic.Maximum,
                        Minute
                    ),
                    ReturnData = false,
                },
                new MetricQuery { Id = "held", Metric = new MetricStat(HeldAge, Statistic.Maximum, Minute), ReturnData = false },
                new MetricQuery { Id = "oldest", Expression = "MAX([queue, held])" },
            ],
            Threshold = 120,
            Comparison = ComparisonOperator.GreaterThanThreshold,
            TreatMissingData = MissingDataTreatment.NotBreaching,
            AlarmActions = [TopicService.ArnFor("alerts")],
            OkActions = [TopicService.ArnFor("alerts")],
        };

    private static AlarmState State(AlarmService alarms) => alarms.Find("queue-age")!.State;

    private Task PassAsync(AlarmService alarms, int seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        return alarms.EvaluateAsync();
    }
}
