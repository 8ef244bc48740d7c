using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>JSON of the Validate function.</summary>
[JsonSerializable(typeof(ExecutionInput))]
[JsonSerializable(typeof(GenerationRequest))]
public sealed partial class ValidateJson : JsonSerializerContext;
