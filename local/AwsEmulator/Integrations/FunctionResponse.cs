using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>Converts a function's response to a task's result.</summary>
internal static class FunctionResponse
{
    /// <summary>
    /// The failure for a response with <c>FunctionError</c>: the error is the exception's class name, the cause is the whole payload. A
    /// payload without a class name (the process ended) is <c>Lambda.Unknown</c>,
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

    /// <summary>The JSON text of a response. An empty response is <c>null</c>.</summary>
    public static string Text(ReadOnlySpan<byte> payload) => payload.IsEmpty ? "null" : Encoding.UTF8.GetString(payload);

    /// <summary>The failure for an error of Lambda itself.</summary>
    public static TaskOutcome From(AwsException error, string functionArn, string requestId) =>
        IntegrationError.From(
            error.Code == "ResourceNotFoundException" && FunctionReference.Parse(functionArn) is not { Qualifier: not null }
                ? new AwsException(error.Code, $"Function not found: {functionArn}:$LATEST", error.Status)
                : error,
            "Lambda",
            "AWSLambda",
            // The SDK for Java has no exception of its own for it.
            error.Code == "AccessDeniedException" ? "AWSLambdaException" : error.Code,
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
