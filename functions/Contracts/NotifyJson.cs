using System.Text.Json.Serialization;

namespace PromptToImage.Functions.Contracts;

/// <summary>JSON of the Notify function.</summary>
[JsonSerializable(typeof(NotifyInput))]
[JsonSerializable(typeof(NotifyResult))]
[JsonSerializable(typeof(ExecutionInput))]
public sealed partial class NotifyJson : JsonSerializerContext;
