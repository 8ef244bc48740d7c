using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>How attributes and tags stand in the store.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, MessageAttribute>))]
internal sealed partial class QueueJson : JsonSerializerContext;
