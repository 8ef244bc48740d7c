using System.Globalization;
using System.Text.Json;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Steps;
using PromptToImage.Contracts.Values;
using PromptToImage.StatesLanguage;

namespace PromptToImage.WebConsole.Model;

/// <summary>How values are written on a page.</summary>
public static class Shown
{
    // Only the text is laid out; what a page encodes it encodes itself.
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>To the millisecond.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);

    public static string Second(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Status(ExecutionStatus status) =>
        status switch
        {
            ExecutionStatus.TimedOut => "TIMED_OUT",
            _ => status.ToString().ToUpperInvariant(),
        };

    public static string Duration(DateTimeOffset from, DateTimeOffset? to, DateTimeOffset now) =>
        DurationText.Format((to ?? now) - from);

    /// <summary>JSON text laid out over lines; anything else as it is.</summary>
    public static string Json(string? text)
    {
        if (text is null)
        {
            return "";
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(document.RootElement, Indented);
        }
        catch (JsonException)
        {
            // A cause or a message need not be JSON.
            return text;
        }
    }

    /// <summary>The prompt of a queue message, or all of the message where it cannot be told.</summary>
    public static string Prompt(string body) => MessageReader.Read(body).Prompt ?? body;

    /// <summary>Which attempt at its prompt an execution is: its name says so from the second on.</summary>
    public static int Attempt(ExecutionRecord execution)
    {
        var at = execution.Name.LastIndexOf("-r", StringComparison.Ordinal);
        return at > 0 && int.TryParse(execution.Name.AsSpan(at + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
            ? attempt
            : 1;
    }

    /// <summary>The image that an execution stored, from its output; null when it has none.</summary>
    public static StoredImage? StoredImage(ExecutionDetails details)
    {
        if (details.Output is not { } output)
        {
            return null;
        }

        using var document = JsonDocument.Parse(output);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("stored", out var stored)
            ? stored.Deserialize(StoreJson.Default.StoredImage)
            : null;
    }
}
