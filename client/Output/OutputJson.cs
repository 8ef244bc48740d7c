using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PromptToImage.Client.DeadLetters;
using PromptToImage.Client.Executions;
using PromptToImage.Client.Images;
using PromptToImage.Client.Logs;
using PromptToImage.Client.Queues;
using PromptToImage.Client.Send;
using PromptToImage.CommandLine;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Client.Output;

/// <summary>
/// Every type that <c>--json</c> writes, one value per line. Control and format characters are escaped, so that text from a prompt
/// cannot control a terminal.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(SentView))]
[JsonSerializable(typeof(PromptView))]
[JsonSerializable(typeof(IReadOnlyList<PromptView>))]
[JsonSerializable(typeof(ExecutionSnapshot))]
[JsonSerializable(typeof(IReadOnlyList<HistoryEventView>))]
[JsonSerializable(typeof(IReadOnlyList<CancelView>))]
[JsonSerializable(typeof(IReadOnlyList<DownloadView>))]
[JsonSerializable(typeof(WaitView))]
[JsonSerializable(typeof(QueueView))]
[JsonSerializable(typeof(DeadLetterView))]
[JsonSerializable(typeof(IReadOnlyList<DeadLetterView>))]
[JsonSerializable(typeof(IReadOnlyList<RedriveView>))]
[JsonSerializable(typeof(PurgeView))]
[JsonSerializable(typeof(IReadOnlyList<LogEntryView>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(PromptState))]
[JsonSerializable(typeof(StatesError))]
internal sealed partial class OutputJson : JsonSerializerContext
{
    public static void Write<T>(Screen screen, T value, JsonTypeInfo<T> type)
    {
        screen.Out.WriteLine(Line(value, type));
    }

    public static string Line<T>(T value, JsonTypeInfo<T> type)
    {
        return PlainText.ReadableJson(JsonSerializer.Serialize(value, (JsonTypeInfo<T>)Readable.Context.GetTypeInfo(type.Type)!));
    }

    /// <summary>Escapes only what JSON requires, so that prompts stay readable. A separate class is initialized after Default.</summary>
    private static class Readable
    {
        public static readonly OutputJson Context = new(
            new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );
    }
}
