using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>The JSON format of attributes and tags in the database.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, QueueMessageAttribute>))]
internal sealed partial class QueueJson : JsonSerializerContext;
