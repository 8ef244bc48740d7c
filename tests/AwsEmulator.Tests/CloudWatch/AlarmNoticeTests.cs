using PromptToImage.AwsEmulator.CloudWatch;
using PromptToImage.AwsEmulator.Topics;
using PromptToImage.CloudWatchModel;

namespace PromptToImage.AwsEmulator.Tests.CloudWatch;

public sealed class AlarmNoticeTests
{
    private static readonly DateTimeOffset Changed = new(2026, 11, 1, 12, 2, 1, TimeSpan.Zero);

    [Fact]
    public void An_alarm_begins_with_its_description_and_gives_its_reason()
    {
        var notice = Write(AlarmState.Ok, AlarmState.Alarm, since: null);
        Assert.Equal("ALARM: \"queue-age\" in US East (N. Virginia)", notice.Subject);
        Assert.Equal(
            """
            The oldest message has waited for more than 120 s.

            Threshold Crossed.

            Queue:        3 wait
            Running:      1
            Alarm:        queue-age
            State change: OK -> ALARM
            At:           2026-11-01 12:02:01 UTC
            Metric:       AWS/SQS ApproximateAgeOfOldestMessage, QueueName = work, Maximum of 60 s
            Threshold:    GreaterThanThreshold 120
            Region:       us-east-1 (on this machine)
            """,
            notice.Message
        );
    }

    [Fact]
    public void The_all_clear_says_how_long_the_alarm_lasted()
    {
        var notice = Write(AlarmState.Alarm, AlarmState.Ok, since: Changed - TimeSpan.FromSeconds(1005));
        Assert.StartsWith("This alarm is over, and no action is needed: The oldest message has waited", notice.Message, StringComparison.Ordinal);
        Assert.Contains("State change: ALARM -> OK, after 1005 s\n", notice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_name_does_not_make_the_subject_too_long_for_a_topic() =>
        Assert.Equal(100, Write(AlarmState.Ok, AlarmState.Alarm, null, new string('a', 255)).Subject!.Length);

    private static TopicMessage Write(AlarmState before, AlarmState after, DateTimeOffset? since, string name = "queue-age") =>
        AlarmNotice.Write(
            new AlarmDefinition
            {
                Name = name,
                Metrics = AlarmDefinition.OneMetric(
                    new MetricId("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", "work"),
                    Statistic.Maximum,
                    TimeSpan.FromMinutes(1)
                ),
                Threshold = 120,
                Comparison = ComparisonOperator.GreaterThanThreshold,
            },
            new StoredAlarm(before, since, ""),
            new StoredAlarm(after, Changed, "Threshold Crossed."),
            new AlarmText("The oldest message has waited for more than 120 s.", [("Queue", "3 wait"), ("Running", "1")])
        );
}
