using System.Text.Json.Serialization;

namespace PromptToImage.Functions.Contracts;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StatesError))]
internal sealed partial class ErrorJson : JsonSerializerContext;
