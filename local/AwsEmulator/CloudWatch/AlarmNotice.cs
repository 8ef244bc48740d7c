using System.Globalization;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Topics;
using PromptToImage.CloudWatchModel;

namespace PromptToImage.AwsEmulator.CloudWatch;

/// <summary>
/// The e-mail about a change of an alarm's state. It has the subject and the facts of CloudWatch's e-mail, the most important first.
/// </summary>
internal static class AlarmNotice
{
    private const int LabelWidth = 14;

    // SNS's limit of a subject.
    private const int LongestSubject = 100;

    /// <param name="alarm">The alarm.</param>
    /// <param name="before">The state before the change.</param>
    /// <param name="after">The state after the change, with its time.</param>
    /// <param name="text">The description, and facts that the host adds.</param>
    public static TopicMessage Write(AlarmDefinition alarm, StoredAlarm before, StoredAlarm after, AlarmText text)
    {
        var subject = $"{after.State.ToAwsName()}: \"{alarm.Name}\" in {AwsAccount.RegionName}";
        var changedAt = after.ChangedAt!.Value;
        var lasted = before.ChangedAt is { } since
            ? string.Create(CultureInfo.InvariantCulture, $", after {(long)(changedAt - since).TotalSeconds} s")
            : "";
        var metrics = alarm.Metrics.Where(query => query.Metric is not null).Select(query => query.Metric!).ToList();
        (string Label, string Value)[] all =
        [
            .. text.Facts,
            ("Alarm", alarm.Name),
            ("State change", $"{before.State.ToAwsName()} -> {after.State.ToAwsName()}{lasted}"),
            ("At", changedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
            ("Metric", string.Join($"\n{new string(' ', LabelWidth)}", metrics.Select(Write))),
            ("Threshold", string.Create(CultureInfo.InvariantCulture, $"{alarm.Comparison} {alarm.Threshold}")),
            ("Region", $"{AwsAccount.Region} (on this machine)"),
        ];
        return new TopicMessage(
            $"""
            {Summary(text.Description, after.State)}

            {after.Reason}

            {string.Join('\n', all.Select(fact => $"{fact.Label}:".PadRight(LabelWidth) + fact.Value))}
            """
        )
        {
            Subject = subject.Length > LongestSubject ? subject[..LongestSubject] : subject,
        };
    }

    private static string Summary(string description, AlarmState state) =>
        state switch
        {
            AlarmState.Ok => $"This alarm is over, and no action is needed: {description}",
            AlarmState.InsufficientData => $"There is not enough data for this alarm: {description}",
            _ => description,
        };

    private static string Write(MetricStat metric) =>
        string.Create(CultureInfo.InvariantCulture, $"{metric.Metric}, {metric.Statistic} of {metric.Period.TotalSeconds} s");
}
