using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;
using AwsProtocols.Json;

namespace Amazon.BedrockRuntime.Internal;

/// <summary>The model's answer is the whole body; the rest stands in headers.</summary>
internal sealed class InvokeModelUnmarshaller() : JsonErrorUnmarshaller(BedrockErrors.All)
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        MemoryStream body = new();
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

    private static string Header(IWebResponseData response, string name)
    {
        return response.IsHeaderPresent(name) ? response.GetHeaderValue(name) : null;
    }
}
