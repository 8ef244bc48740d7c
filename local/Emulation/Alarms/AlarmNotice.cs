using System.Globalization;
using PromptToImage.Emulation.Hosting;
using PromptToImage.Emulation.Topics;

namespace PromptToImage.Emulation.Alarms;

/// <summary>The mail about a change of state: the same facts as CloudWatch's, in the order in which a person asks.</summary>
internal static class AlarmNotice
{
    public static TopicMessage Write(AlarmSettings settings, AlarmState state, TimeSpan age, DateTimeOffset changedAt, DateTimeOffset? since)
    {
        var isAlarm = state == AlarmState.Alarm;
        var lasted = since is { } start ? $" It had been so for {Seconds(changedAt - start)}." : "";
        var happened = isAlarm
            ? $"The oldest prompt in the queue has waited for {Seconds(age)}, more than the {Seconds(settings.Threshold)} that are expected.{lasted}"
            : $"The oldest prompt in the queue has waited for {Seconds(age)}, no more than the {Seconds(settings.Threshold)} that are expected.{lasted}";
        var advice = isAlarm
            ? "Prompts wait when more are sent than the model's quota serves, or when nothing is started. They are kept, and their turn comes; look at the running executions, and at the log for errors of Start."
            : "Nothing needs to be done.";
        return new TopicMessage(
            $"""
            {happened}

            {advice}

            Alarm:        {settings.Name}
            State change: {Name(isAlarm ? AlarmState.Ok : AlarmState.Alarm)} -> {Name(state)}
            At:           {changedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}
            Metric:       AWS/SQS ApproximateAgeOfOldestMessage, QueueName = {settings.Queue}
            Value:        {Seconds(age)}
            Threshold:    greater than {Seconds(settings.Threshold)}
            Region:       {AwsAccount.Region} (on this machine)
            """)
        {
            Subject = $"{Name(state)}: \"{settings.Name}\"",
        };
    }

    public static string Name(AlarmState state) => state == AlarmState.Alarm ? "ALARM" : "OK";

    private static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture) + " s";
}
