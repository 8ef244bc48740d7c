using PromptToImage.AwsEmulator.Alarms;
using PromptToImage.AwsEmulator.Topics;

namespace PromptToImage.Pipeline.Tests;

public sealed class AlarmNoticeTests
{
    private static readonly DateTimeOffset Changed = new(2026, 11, 1, 12, 2, 1, TimeSpan.Zero);

    [Fact]
    public void An_alarm_says_how_long_the_oldest_prompt_has_waited_and_what_to_look_at()
    {
        var notice = Write(AlarmState.Alarm, TimeSpan.FromSeconds(121), since: null);
        Assert.Equal("ALARM: \"queue-age\"", notice.Subject);
        Assert.Equal(
            """
            The oldest prompt in the queue has waited for 121 s,
            more than the threshold of 120 s.

            Prompts wait when more are sent than the model's quota allows, or when
            Start fails. No prompt is lost. Check the running executions, and the
            log for errors of Start.

            Alarm:        queue-age
            State change: OK -> ALARM
            At:           2026-11-01 12:02:01 UTC
            Metric:       AWS/SQS ApproximateAgeOfOldestMessage, QueueName = work
            Value:        121 s
            Threshold:    greater than 120 s
            Region:       us-east-1 (on this machine)
            """,
            notice.Message
        );
    }

    [Fact]
    public void The_all_clear_says_how_long_the_alarm_lasted()
    {
        var notice = Write(AlarmState.Ok, TimeSpan.Zero, since: Changed - TimeSpan.FromSeconds(1005));
        Assert.Contains("has waited for 0 s,\nnot more than the threshold of 120 s.\n", notice.Message, StringComparison.Ordinal);
        Assert.Contains("State change: ALARM -> OK, after 1005 s\n", notice.Message, StringComparison.Ordinal);
    }

    private static TopicMessage Write(AlarmState state, TimeSpan age, DateTimeOffset? since)
    {
        var settings = new AlarmSettings
        {
            Name = "queue-age",
            Queue = "work",
            TopicArn = "arn:aws:sns:us-east-1:000000000000:alerts",
            WriteNotice = AlarmNotice.Write,
        };
        return AlarmNotice.Write(new AlarmChange(settings, state, age, Changed, since));
    }
}
