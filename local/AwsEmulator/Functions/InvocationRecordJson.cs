using System.Globalization;
using PromptToImage.AwsEmulator.Integrations;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// The record of an asynchronous invocation that Lambda sends to a destination,
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html.
/// </summary>
internal static class InvocationRecordJson
{
    public const string Success = "Success";
    public const string RetriesExhausted = "RetriesExhausted";
    public const string EventAgeExceeded = "EventAgeExceeded";

    /// <param name="accepted">The event.</param>
    /// <param name="condition">Why Lambda has finished with the event.</param>
    /// <param name="attempts">The number of invocations.</param>
    /// <param name="result">The result of the last invocation; null if none was made.</param>
    /// <param name="now">The current time.</param>
    public static string Create(AcceptedEvent accepted, string condition, int attempts, FunctionResult? result, DateTimeOffset now) =>
        JsonOutput.Object(writer =>
        {
            var function = FunctionReference.Parse(accepted.Function)!.Value;
            writer.WriteString("version", "1.0");
            writer.WriteString(
                "timestamp",
                now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            );
            writer.WriteStartObject("requestContext");
            writer.WriteString("requestId", result?.RequestId);
            writer.WriteString(
                "functionArn",
                $"{RegisteredFunction.ArnFor(function.Name)}:{function.Qualifier ?? FunctionReference.Latest}"
            );
            writer.WriteString("condition", condition);
            writer.WriteNumber("approximateInvokeCount", attempts);
            writer.WriteEndObject();
            writer.WritePropertyName("requestPayload");
            writer.WriteRawValue(accepted.Payload);
            if (result is null)
            {
                return;
            }

            writer.WriteStartObject("responseContext");
            writer.WriteNumber("statusCode", 200);
            writer.WriteString("executedVersion", result.ExecutedVersion);
            if (result.FunctionError is { } error)
            {
                writer.WriteString("functionError", error);
            }

            writer.WriteEndObject();
            writer.WritePropertyName("responsePayload");
            writer.WriteRawValue(result.Payload);
        });
}
