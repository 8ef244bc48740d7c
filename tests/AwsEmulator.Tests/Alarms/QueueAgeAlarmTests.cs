using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator.Alarms;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Mail;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.AwsEmulator.Topics;

namespace PromptToImage.AwsEmulator.Tests.Alarms;

public sealed class QueueAgeAlarmTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly EmbeddedMetrics _metrics;
    private readonly Database _database;
    private readonly QueueService _queues;
    private readonly TopicService _topics;
    private readonly Mailbox _mailbox;

    public QueueAgeAlarmTests()
    {
        _metrics = new EmbeddedMetrics(_time);
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
        await using var alarm = await CreateAsync();
        await _queues.SendAsync("work", new OutgoingMessage("A croissant"));
        await PassAsync(alarm, 120);
        Assert.Equal(AlarmState.Ok, alarm.State);
        await PassAsync(alarm, 1);
        Assert.Equal(AlarmState.Alarm, alarm.State);
        await PassAsync(alarm, 1000);

        var message = Assert.Single(await _queues.ReceiveAsync("work", new ReceiveRequest(), TestContext.Current.CancellationToken));
        await _queues.DeleteAsync("work", [message.ReceiptHandle]);
        await PassAsync(alarm, 5);
        Assert.Equal(AlarmState.Ok, alarm.State);

        var mails = _mailbox.List(10).Reverse().ToList();
        Assert.Equal(["ALARM: \"queue-age\"", "OK: \"queue-age\""], mails.Select(mail => mail.Content.Subject));
        Assert.Equal("2026-11-01 12:02:01, after no change", mails[0].Content.Body);
        Assert.Equal("2026-11-01 12:18:46, after the change at 2026-11-01 12:02:01", mails[1].Content.Body);
    }

    [Fact]
    public async Task A_restart_in_alarm_does_not_tell_it_again()
    {
        await using (var alarm = await CreateAsync())
        {
            await _queues.SendAsync("work", new OutgoingMessage("A croissant"));
            await PassAsync(alarm, 121);
        }

        await using var again = await CreateAsync();
        Assert.Equal(AlarmState.Alarm, again.State);
        await PassAsync(again, 5);
        Assert.Single(_mailbox.List(10));
    }

    [Fact]
    public async Task What_was_seen_is_remembered_as_far_as_asked()
    {
        await using var alarm = await CreateAsync(samplesKept: 3);
        await _queues.SendAsync("work", new OutgoingMessage("A croissant"));
        for (var i = 0; i < 5; i++)
        {
            await PassAsync(alarm, 5);
        }

        Assert.Equal([15, 20, 25], alarm.Samples.Select(sample => sample.Age.TotalSeconds));
    }

    [Fact]
    public async Task A_message_that_was_received_three_times_counts_by_the_metric_of_its_holder()
    {
        await using var alarm = await CreateAsync();
        await _queues.SendAsync("work", new OutgoingMessage("A croissant"));
        for (var receive = 0; receive < 3; receive++)
        {
            var receipt = Assert.Single(
                await _queues.ReceiveAsync("work", new ReceiveRequest(), TestContext.Current.CancellationToken)
            ).ReceiptHandle;
            await _queues.ChangeVisibilityAsync("work", [(receipt, TimeSpan.Zero)]);
        }

        await PassAsync(alarm, 300);
        Assert.Equal(AlarmState.Ok, alarm.State);
        _metrics.Record(
            $$$"""{"_aws":{"Timestamp":{{{_time.GetUtcNow().ToUnixTimeMilliseconds()}}},"CloudWatchMetrics":[{"Namespace":"Work","Dimensions":[["FunctionName"]],"Metrics":[{"Name":"HeldAge","Unit":"Seconds"}]}]},"FunctionName":"worker","HeldAge":300}"""
        );
        await PassAsync(alarm, 5);
        Assert.Equal(AlarmState.Alarm, alarm.State);
        await PassAsync(alarm, 60);
        Assert.Equal(AlarmState.Ok, alarm.State);
    }

    [Fact]
    public async Task Once_started_it_looks_by_itself()
    {
        await using var alarm = await CreateAsync();
        await alarm.StartAsync(TestContext.Current.CancellationToken);
        await Condition.BecomesTrueAsync(() => _time.PendingTimers == 1);
        await _queues.SendAsync("work", new OutgoingMessage("A croissant"));
        _time.Advance(TimeSpan.FromSeconds(125));
        await Condition.BecomesTrueAsync(() => alarm.State == AlarmState.Alarm);
    }

    private async Task<QueueAgeAlarm> CreateAsync(int samplesKept = 100)
    {
        await _queues.ProvisionAsync("work", new Dictionary<string, string>());
        var topic = await _topics.CreateAsync("alerts");
        if (_topics.Subscriptions(topic).Count == 0)
        {
            await _topics.SubscribeAsync(topic, "email", "operator@localhost");
        }

        var settings = new AlarmSettings
        {
            Name = "queue-age",
            Queue = "work",
            HeldMessageAge = new CustomMetric("Work", "HeldAge", "FunctionName", "worker"),
            TopicArn = topic,
            SamplesKept = samplesKept,
            WriteNotice = WriteNotice,
        };
        return new QueueAgeAlarm(settings, _queues, _metrics, _topics, _mailbox, _database, _time, NullLogger<QueueAgeAlarm>.Instance);
    }

    private static TopicMessage WriteNotice(AlarmChange change)
    {
        var before = change.Since is { } since ? $"the change at {since:yyyy-MM-dd HH:mm:ss}" : "no change";
        return new TopicMessage($"{change.ChangedAt:yyyy-MM-dd HH:mm:ss}, after {before}")
        {
            Subject = $"{change.State.ToAwsName()}: \"{change.Settings.Name}\"",
        };
    }

    private Task PassAsync(QueueAgeAlarm alarm, int seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        return alarm.EvaluateAsync();
    }
}
