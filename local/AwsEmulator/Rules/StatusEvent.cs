using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Rules;

/// <summary>
/// The event about a change of an execution's status, https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html.
/// </summary>
internal static class StatusEvent
{
    // EventBridge omits an output that is longer, and an input that is longer together with the output.
    private const int MaxDataBytes = 248 * 1024;

    /// <param name="id">The event's id.</param>
    /// <param name="execution">The execution with the new status.</param>
    /// <param name="input">JSON text.</param>
    /// <param name="output">JSON text; null unless the execution succeeded.</param>
    /// <param name="cause">The cause of a failure.</param>
    /// <param name="now">The current time.</param>
    public static JsonObject Create(string id, ExecutionRecord execution, string input, string? output, string? cause, DateTimeOffset now)
    {
        var outputBytes = Encoding.UTF8.GetByteCount(output ?? "");
        var hasOutput = output is not null && outputBytes <= MaxDataBytes;
        var hasInput = Encoding.UTF8.GetByteCount(input) + outputBytes <= MaxDataBytes;
        return new JsonObject
        {
            ["version"] = "0",
            ["id"] = id,
            ["detail-type"] = "Step Functions Execution Status Change",
            ["source"] = "aws.states",
            ["account"] = AwsAccount.Id,
            ["time"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["region"] = AwsAccount.Region,
            ["resources"] = new JsonArray(execution.Arn),
            ["detail"] = new JsonObject
            {
                ["executionArn"] = execution.Arn,
                ["stateMachineArn"] = execution.StateMachineArn,
                ["name"] = execution.Name,
                ["status"] = execution.Status.ToAwsName(),
                ["startDate"] = execution.StartDate.ToUnixTimeMilliseconds(),
                ["stopDate"] = execution.StopDate?.ToUnixTimeMilliseconds(),
                ["input"] = hasInput ? input : null,
                ["output"] = hasOutput ? output : null,
                ["inputDetails"] = new JsonObject { ["included"] = hasInput },
                ["outputDetails"] = output is null ? null : new JsonObject { ["included"] = hasOutput },
                ["error"] = execution.Error,
                ["cause"] = cause,
                ["stateMachineVersionArn"] = execution.StateMachineVersionArn,
                ["stateMachineAliasArn"] = execution.StateMachineAliasArn,
                ["redriveCount"] = execution.RedriveCount,
                ["redriveDate"] = execution.RedriveDate?.ToUnixTimeMilliseconds(),
            },
        };
    }
}
