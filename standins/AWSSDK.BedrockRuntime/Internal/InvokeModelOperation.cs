using System.Globalization;
using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;
using AwsProtocols;

namespace Amazon.BedrockRuntime.Internal;

/// <summary>
/// <c>POST /model/{modelId}/invoke</c>: the body is sent unchanged, everything else in headers.
/// See https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html
/// </summary>
internal sealed class InvokeModelOperation : IOperation<InvokeModelResponse>, IMarshaller<IRequest, AmazonWebServiceRequest>
{
    internal const string PerformanceConfigLatencyHeader = "X-Amzn-Bedrock-PerformanceConfig-Latency";
    internal const string ServiceTierHeader = "X-Amzn-Bedrock-Service-Tier";

    public IMarshaller<IRequest, AmazonWebServiceRequest> RequestMarshaller => this;

    public ResponseUnmarshaller ResponseUnmarshaller { get; } = new InvokeModelUnmarshaller();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var source = (InvokeModelRequest)input;
        if (source.ModelId is null)
        {
            throw new AmazonBedrockRuntimeException("Request object does not have required field ModelId set");
        }

        var body = source.Body ?? new MemoryStream();
        body.Position = 0;
        var request = new DefaultRequest(input, "Amazon.BedrockRuntime")
        {
            HttpMethod = "POST",
            ResourcePath = "/model/{modelId}/invoke",
            ContentStream = body,
        };
        request.AddPathResource("{modelId}", source.ModelId);
        request.Headers[HeaderKeys.XAmzApiVersion] = "2023-09-30";
        request.Headers[HeaderKeys.ContentLengthHeader] = body.Length.ToString(CultureInfo.InvariantCulture);
        request.Headers[HeaderKeys.ContentTypeHeader] = source.ContentType ?? "application/octet-stream";
        Set(request, HeaderKeys.AcceptHeader, source.Accept);
        Set(request, "X-Amzn-Bedrock-GuardrailIdentifier", source.GuardrailIdentifier);
        Set(request, "X-Amzn-Bedrock-GuardrailVersion", source.GuardrailVersion);
        Set(request, PerformanceConfigLatencyHeader, source.PerformanceConfigLatency);
        Set(request, ServiceTierHeader, source.ServiceTier);
        Set(request, "X-Amzn-Bedrock-Trace", source.Trace);
        return request;
    }

    private static void Set(DefaultRequest request, string header, string value)
    {
        if (value is not null)
        {
            request.Headers[header] = value;
        }
    }
}
