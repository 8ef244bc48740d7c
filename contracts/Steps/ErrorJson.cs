using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StatesError))]
public sealed partial class ErrorJson : JsonSerializerContext;
