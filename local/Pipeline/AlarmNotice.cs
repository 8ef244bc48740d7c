using System.Globalization;
using PromptToImage.AwsEmulator.Alarms;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Topics;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline;

/// <summary>The mail about a change of state: the same facts as CloudWatch's, in the order in which a person asks.</summary>
internal static class AlarmNotice
{
    public static TopicMessage Write(AlarmChange change)
    {
        var (settings, state, age, changedAt, since) = change;
        var isAlarm = state == AlarmState.Alarm;
        var lasted = since is { } start ? $", after {Seconds(changedAt - start)}" : "";
        // A started second counts, or "5 s" would be said to be more than 5 s.
        var waited = Seconds(TimeSpan.FromSeconds(Math.Ceiling(age.TotalSeconds)));
        var happened = isAlarm
            ? $"The oldest prompt in the queue has waited for {waited},\nmore than the {Seconds(settings.Threshold)} that are expected."
            : $"The oldest prompt in the queue has waited for {waited},\nno more than the {Seconds(settings.Threshold)} that are expected.";
        var advice = isAlarm
            ? """
                Prompts wait when more are sent than the model's quota serves, or when
                nothing is started. They are kept, and their turn comes; look at the
                running executions, and at the log for errors of Start.
                """
            : "Nothing needs to be done.";
        return new TopicMessage(
            $"""
            {happened}

            {advice}

            Alarm:        {settings.Name}
            State change: {(isAlarm ? AlarmState.Ok : AlarmState.Alarm).ToAwsName()} -> {state.ToAwsName()}{lasted}
            At:           {changedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}
            Metric:       AWS/SQS ApproximateAgeOfOldestMessage, QueueName = {settings.Queue}
            Value:        {waited}
            Threshold:    greater than {Seconds(settings.Threshold)}
            Region:       {AwsAccount.Region} (on this machine)
            """
        )
        {
            Subject = $"{state.ToAwsName()}: \"{settings.Name}\"",
        };
    }

    private static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture) + " s";
}
