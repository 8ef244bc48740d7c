using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PromptToImage.Client.DeadLetters;
using PromptToImage.Client.Executions;
using PromptToImage.Client.Images;
using PromptToImage.Client.Queues;
using PromptToImage.Client.Send;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Client.Output;

/// <summary>
/// Every shape that <c>--json</c> writes, one value a line. .NET's default escaping stays: a prompt inside can then do
/// nothing to a terminal.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(SentView))]
[JsonSerializable(typeof(ExecutionView))]
[JsonSerializable(typeof(IReadOnlyList<ExecutionView>))]
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
        return JsonSerializer.Serialize(value, type);
    }
}
