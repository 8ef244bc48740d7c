using System.Text.Json.Serialization;
using Amazon.Lambda.SQSEvents;

namespace PromptToImage.Standins.Tests.Lambda;

[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
[JsonSerializable(typeof(Dictionary<string, object>))]
internal sealed partial class SampleJson : JsonSerializerContext;
