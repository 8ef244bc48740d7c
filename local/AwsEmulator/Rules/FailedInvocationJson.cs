using System.Globalization;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Integrations;

namespace PromptToImage.AwsEmulator.Rules;

/// <summary>
/// The record of a failed asynchronous invocation that Lambda sends to an on-failure destination:
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html.
/// </summary>
internal static class FailedInvocationJson
{
    public static string Create(string payload, FunctionResult result, int attempts, RegisteredFunction function, DateTimeOffset now) =>
        JsonOutput.Object(writer =>
        {
            writer.WriteString("version", "1.0");
            writer.WriteString(
                "timestamp",
                now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            );
            writer.WriteStartObject("requestContext");
            writer.WriteString("requestId", result.RequestId);
            writer.WriteString("functionArn", $"{function.Arn}:$LATEST");
            writer.WriteString("condition", "RetriesExhausted");
            writer.WriteNumber("approximateInvokeCount", attempts);
            writer.WriteEndObject();
            writer.WritePropertyName("requestPayload");
            writer.WriteRawValue(payload);
            writer.WriteStartObject("responseContext");
            writer.WriteNumber("statusCode", 200);
            writer.WriteString("executedVersion", "$LATEST");
            writer.WriteString("functionError", result.FunctionError);
            writer.WriteEndObject();
            writer.WritePropertyName("responsePayload");
            writer.WriteRawValue(result.Payload);
        });
}
