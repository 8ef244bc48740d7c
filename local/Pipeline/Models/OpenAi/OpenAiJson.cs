using System.Text.Json.Serialization;

namespace PromptToImage.Pipeline.Models.OpenAi;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ImagesRequest))]
[JsonSerializable(typeof(ImagesResponse))]
[JsonSerializable(typeof(NativeArguments))]
[JsonSerializable(typeof(ModelList))]
internal sealed partial class OpenAiJson : JsonSerializerContext;
