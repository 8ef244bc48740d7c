using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>JSON of the Store function.</summary>
[JsonSerializable(typeof(StoreInput))]
[JsonSerializable(typeof(StoredImage))]
public sealed partial class StoreJson : JsonSerializerContext;
