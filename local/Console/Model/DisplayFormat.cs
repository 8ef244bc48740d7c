using System.Buffers;
using System.Globalization;
using System.Text.Json;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Steps;
using PromptToImage.Contracts.Values;
using PromptToImage.StatesLanguage;

namespace PromptToImage.WebConsole.Model;

/// <summary>Formats values for the console's pages.</summary>
public static class DisplayFormat
{
    // The page encodes HTML; this only indents.
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly SearchValues<char> DirectionControls = SearchValues.Create(
        "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069"
    );

    /// <summary>A time with milliseconds.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);

    public static string Second(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Status(ExecutionStatus status) => status.ToAwsName();

    public static string Duration(DateTimeOffset from, DateTimeOffset? to, DateTimeOffset now) =>
        DurationText.Format((to ?? now) - from);

    /// <summary>
    /// Escapes the characters that change the direction of the text around them (Bidi_Control,
    /// https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters), so that text is shown in the order in which it is stored.
    /// </summary>
    public static string Visible(string? text) =>
        text.AsSpan().IndexOfAny(DirectionControls) < 0
            ? text ?? ""
            : string.Concat(text!.Select(c => DirectionControls.Contains(c) ? $"\\u{(int)c:x4}" : c.ToString()));

    /// <summary>An error and its cause.</summary>
    public static string Error(string? error, string? cause) => Visible(ErrorText.Describe(error, cause));

    /// <summary>Indents JSON text; see <see cref="Visible"/> for other text.</summary>
    public static string Json(string? text) => Visible(Indent(text));

    /// <summary>The prompt of a queue message, or the whole message where it has no readable prompt.</summary>
    public static string Prompt(string body) => Visible(MessageReader.PromptOrBody(body));

    /// <summary>The attempt of an execution. The name contains it from the second attempt on.</summary>
    public static int Attempt(ExecutionRecord execution) => PromptExecutionName.Parse(execution.Name).Attempt;

    /// <summary>The stored image in an execution's output; null where there is no image.</summary>
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

    private static string? Indent(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(document.RootElement, Indented);
        }
        catch (JsonException)
        {
            // A cause or a message is not always JSON.
            return text;
        }
    }
}
