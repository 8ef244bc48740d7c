using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;

namespace AwsProtocols.Json;

/// <summary>One operation of a service that speaks AWS JSON 1.0: POST to <c>/</c>, named by <c>X-Amz-Target</c>.</summary>
/// <param name="name">The operation.</param>
/// <param name="service">Its service.</param>
/// <param name="requestType">How the request is written; from a source-generated context.</param>
/// <param name="responseType">How the response is read.</param>
public sealed class JsonOperation<TRequest, TResponse>(
    string name,
    JsonService service,
    JsonTypeInfo<TRequest> requestType,
    JsonTypeInfo<TResponse> responseType
) : IOperation<TResponse>, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse, new()
{
    public IMarshaller<IRequest, AmazonWebServiceRequest> RequestMarshaller => this;

    public ResponseUnmarshaller ResponseUnmarshaller { get; } = new JsonBodyUnmarshaller<TResponse>(responseType, service.Errors);

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        DefaultRequest request = new(input, service.ServiceName)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = JsonSerializer.SerializeToUtf8Bytes((TRequest)input, requestType),
        };
        request.Headers["X-Amz-Target"] = $"{service.TargetPrefix}.{name}";
        request.Headers[HeaderKeys.ContentTypeHeader] = "application/x-amz-json-1.0";
        request.Headers[HeaderKeys.XAmzApiVersion] = service.ApiVersion;
        if (service.IsQueryCompatible)
        {
            request.Headers[HeaderKeys.XAmzQueryMode] = "true";
        }

        return request;
    }
}
