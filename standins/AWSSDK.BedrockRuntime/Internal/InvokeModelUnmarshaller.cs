using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;
using AwsProtocols.Json;

namespace Amazon.BedrockRuntime.Internal;

/// <summary>The model's response is the whole body; the other members are in headers.</summary>
internal sealed class InvokeModelUnmarshaller() : JsonErrorUnmarshaller(BedrockErrors.All)
{
    private const int LargestResponse = 32 * 1024 * 1024;

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        // Has the announced size, so that it does not copy megabytes while it grows.
        var body = new MemoryStream((int)Math.Clamp(input.ResponseData.ContentLength, 0, LargestResponse));
        input.Stream.CopyTo(body);
        body.Position = 0;
        return new InvokeModelResponse
        {
            Body = body,
            ContentType = Header(input.ResponseData, HeaderKeys.ContentTypeHeader),
            PerformanceConfigLatency = Header(input.ResponseData, InvokeModelOperation.PerformanceConfigLatencyHeader),
            ServiceTier = Header(input.ResponseData, InvokeModelOperation.ServiceTierHeader),
        };
    }

    private static string Header(IWebResponseData response, string name) =>
        response.IsHeaderPresent(name) ? response.GetHeaderValue(name) : null;
}
