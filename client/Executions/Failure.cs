using System.Text.Json;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Executions;

/// <summary>The error and the cause of a failed execution or a dead letter.</summary>
internal sealed record Failure(string Error, string Reason)
{
    /// <summary>The Fail state, the Catch and Lambda each wrap the cause once.</summary>
    private const int Layers = 4;

    /// <param name="otherwise">The name of an error without one.</param>
    public static Failure Read(string? error, string? cause, string otherwise)
    {
        return new Failure(string.IsNullOrEmpty(error) ? otherwise : error, Unwrap(cause ?? ""));
    }

    /// <summary>
    /// A cause is often JSON around the message: <c>{"Error","Cause"}</c> of a Catch, with <c>{"errorMessage","errorType"}</c> of
    /// Lambda in it.
    /// </summary>
    private static string Unwrap(string cause)
    {
        for (var layer = 0; layer < Layers && cause.AsSpan().TrimStart() is ['{', ..]; layer++)
        {
            if (Inner(cause) is not { } inner)
            {
                break;
            }

            cause = inner;
        }
        return cause;
    }

    private static string? Inner(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var name in (ReadOnlySpan<string>)["Cause", "cause", "errorMessage", "Error", "errorType"])
            {
                if (
                    document.RootElement.TryGetProperty(name, out var value)
                    && value.ValueKind == JsonValueKind.String
                    && value.GetString() is { Length: > 0 } text
                )
                {
                    return text;
                }
            }
            return null;
        }
        catch (JsonException)
        {
            // Step Functions cuts causes at 32 KiB. An incomplete JSON text is shown unchanged.
            return null;
        }
    }

    public string AsLine()
    {
        return Reason.Length == 0 ? Error : $"{Error}: {PlainText.OneLine(Reason.ReplaceLineEndings(" "))}";
    }
}
