using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Pipeline.Models.OpenAi;

/// <summary>An error response of the server.</summary>
/// <param name="Message">The server's text.</param>
/// <param name="Code">OpenAI's code of the error; null where the server gives none.</param>
internal sealed record ServerError(string Message, string? Code)
{
    private const int LongestMessage = 500;

    /// <summary>Whether a content filter blocked the prompt or the image.</summary>
    public bool IsFiltered => Code is "content_policy_violation" or "moderation_blocked";

    /// <summary>
    /// Reads OpenAI's form, <c>{"error":{"message":…,"code":…}}</c>, and those of other servers: a text as <c>error</c>, with more details
    /// in <c>message</c>, or any other body.
    /// </summary>
    public static ServerError Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (Property(root, "error") is { } error)
            {
                var message = Text(error, "message") ?? Text(root, "message") ?? (Value(error) is { } text ? text : error.GetRawText());
                return new ServerError(PrintableText.OneLine(message, LongestMessage), Text(error, "code"));
            }
        }
        catch (JsonException)
        {
            // The body is the message: it may come from a proxy.
        }

        return new ServerError(PrintableText.OneLine(body, LongestMessage), null);
    }

    /// <summary>
    /// Bedrock's error for a response of the server. It decides whether Generate retries:
    /// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html#API_runtime_InvokeModel_Errors
    /// </summary>
    /// <param name="status">The HTTP status of the response.</param>
    /// <param name="address">The address of the request.</param>
    public AwsException ToBedrock(int status, Uri address)
    {
        var message = FormattableString.Invariant($"{address} answered {status}: {Message}");
        return status switch
        {
            401 or 403 => new AwsException("AccessDeniedException", message, 403),
            404 or 405 => new AwsException("ResourceNotFoundException", message, 404),
            408 => new AwsException("ModelTimeoutException", message, 408),
            429 => new AwsException("ThrottlingException", message, 429),
            503 => new AwsException("ServiceUnavailableException", message, 503),
            >= 500 => new AwsException("InternalServerException", message, 500),
            _ => new AwsException("ValidationException", message),
        };
    }

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement element, string name) => Property(element, name) is { } value ? Value(value) : null;

    private static string? Value(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
