using System.Text.Json;
using PromptToImage.Client.Output;

namespace PromptToImage.Client.Executions;

/// <summary>Why an execution or a dead letter failed: the error's name, and its cause in words.</summary>
internal sealed record Failure(string Error, string Reason)
{
    /// <summary>How deep causes are wrapped: the Fail state's, the Catch's, and Lambda's.</summary>
    private const int Layers = 4;

    /// <param name="otherwise">Stands for an error that has no name.</param>
    public static Failure Read(string? error, string? cause, string otherwise)
    {
        return new Failure(string.IsNullOrEmpty(error) ? otherwise : error, Unwrap(cause ?? ""));
    }

    /// <summary>
    /// A cause is often JSON around the words: <c>{"Error","Cause"}</c> as a Catch writes it, in it
    /// <c>{"errorMessage","errorType"}</c> as Lambda does.
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
            // Causes are cut at 32 KiB: half a JSON text is shown as it is.
            return null;
        }
    }

    public string AsLine()
    {
        return Reason.Length == 0 ? Error : $"{Error}: {PlainText.OneLine(Reason.ReplaceLineEndings(" "))}";
    }
}
