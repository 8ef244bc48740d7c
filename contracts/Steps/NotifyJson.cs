using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>JSON of the Notify function.</summary>
[JsonSerializable(typeof(NotifyInput))]
[JsonSerializable(typeof(NotifyResult))]
[JsonSerializable(typeof(ExecutionInput))]
public sealed partial class NotifyJson : JsonSerializerContext;
