using System.Text;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Rules;

/// <summary>The event as the rule's input transformer writes it for the function.</summary>
internal static class StatusEventJson
{
    /// <summary>
    /// EventBridge omits an input that is longer than 248 KiB:
    /// https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html.
    /// </summary>
    private const int MaxInputBytes = 248 * 1024;

    public static string Create(ExecutionRecord execution, string? cause, string input) =>
        JsonOutput.Object(writer =>
        {
            writer.WriteString("outcome", "unhandled");
            writer.WriteString("executionArn", execution.Arn);
            writer.WriteString("status", execution.Status.ToAwsName());
            writer.WriteString("error", execution.Error);
            writer.WriteString("cause", cause);
            if (Encoding.UTF8.GetByteCount(input) <= MaxInputBytes)
            {
                writer.WriteString("input", input);
            }
        });
}
