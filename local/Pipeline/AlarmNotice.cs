using System.Globalization;
using PromptToImage.AwsEmulator.Alarms;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Topics;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline;

/// <summary>The e-mail about a change of the alarm's state. It has the same facts as CloudWatch's, the most important first.</summary>
internal static class AlarmNotice
{
    public static TopicMessage Write(AlarmChange change)
    {
        var (settings, state, age, changedAt, since) = change;
        var isAlarm = state == AlarmState.Alarm;
        var lasted = since is { } start ? $", after {Seconds(changedAt - start)}" : "";
        // Rounded up: otherwise the text would say that 5 s is more than 5 s.
        var waited = Seconds(TimeSpan.FromSeconds(Math.Ceiling(age.TotalSeconds)));
        var happened = isAlarm
            ? $"The oldest prompt in the queue has waited for {waited},\nmore than the threshold of {Seconds(settings.Threshold)}."
            : $"The oldest prompt in the queue has waited for {waited},\nnot more than the threshold of {Seconds(settings.Threshold)}.";
        var advice = isAlarm
            ? """
                Prompts wait when more are sent than the model's quota allows, or when
                Start fails. No prompt is lost. Check the running executions, and the
                log for errors of Start.
                """
            : "No action is needed.";
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
