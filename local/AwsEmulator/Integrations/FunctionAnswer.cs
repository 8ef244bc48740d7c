using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>What a Lambda function's answer means to the task that called it.</summary>
internal static class FunctionAnswer
{
    /// <summary>
    /// The failure that an answer with <c>FunctionError</c> stands for: the exception's class name is the error, the
    /// whole payload the cause. A payload without a class name (the process died) is <c>Lambda.Unknown</c>,
    /// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html.
    /// </summary>
    public static TaskOutcome Failure(ReadOnlySpan<byte> payload)
    {
        var cause = Encoding.UTF8.GetString(payload);
        return ErrorType(payload) is { } type
            ? TaskOutcome.Failed(type, cause)
            : TaskOutcome.Failed(
                "Lambda.Unknown",
                $"The cause could not be determined because Lambda did not return an error type. Returned payload: {cause}"
            );
    }

    /// <summary>The JSON text of an answer; a function that returns nothing returns null.</summary>
    public static string Text(ReadOnlySpan<byte> payload) => payload.IsEmpty ? "null" : Encoding.UTF8.GetString(payload);

    /// <summary>The failure of a call that reached no function.</summary>
    public static TaskOutcome Refused(AwsException refusal, string functionArn, string requestId) =>
        ServiceFailure.From(
            refusal.Code == "ResourceNotFoundException"
                ? new AwsException(refusal.Code, $"Function not found: {functionArn}:$LATEST", refusal.Status)
                : refusal,
            "Lambda",
            "AWSLambda",
            refusal.Code,
            requestId
        );

    private static string? ErrorType(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        try
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("errorType", out var type)
                && type.ValueKind == JsonValueKind.String
                && type.GetString() is { Length: > 0 } name
                ? name
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
