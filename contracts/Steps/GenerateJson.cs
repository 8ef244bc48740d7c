using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>JSON of the Generate function.</summary>
[JsonSerializable(typeof(GenerateInput))]
[JsonSerializable(typeof(StagedImage))]
public sealed partial class GenerateJson : JsonSerializerContext;
