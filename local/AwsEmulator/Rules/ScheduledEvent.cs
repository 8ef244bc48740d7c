using System.Globalization;
using System.Text.Json.Nodes;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Rules;

/// <summary>The event of a rule with a schedule, https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-schedule.html.</summary>
internal static class ScheduledEvent
{
    /// <param name="rule">The rule.</param>
    /// <param name="time">The time of the schedule, which can be earlier than the present.</param>
    public static JsonObject Create(Rule rule, DateTimeOffset time)
    {
        var text = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["version"] = "0",
            ["id"] = IdGenerator.Derive(rule.Arn, text),
            ["detail-type"] = "Scheduled Event",
            ["source"] = "aws.events",
            ["account"] = AwsAccount.Id,
            ["time"] = text,
            ["region"] = AwsAccount.Region,
            ["resources"] = new JsonArray(rule.Arn),
            ["detail"] = new JsonObject(),
        };
    }
}
