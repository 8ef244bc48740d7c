using System.Text.Json.Serialization;
using Amazon.Lambda.SQSEvents;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Functions.Start;

/// <summary>
/// JSON of the Start function. Each function has its own context, so that it does not load another function's types.
/// </summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, Converters = [typeof(BinaryAttributeConverter)])]
[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
[JsonSerializable(typeof(ExecutionInput))]
public sealed partial class StartJson : JsonSerializerContext;
