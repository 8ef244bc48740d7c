using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;

namespace AwsProtocols.Json;

/// <summary>
/// One operation of a service that uses AWS JSON 1.0: POST to <c>/</c>, with the operation in <c>X-Amz-Target</c>.
/// See https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
/// </summary>
/// <param name="name">The operation's name.</param>
/// <param name="service">Its service.</param>
/// <param name="requestType">How to write the request; from a source-generated context.</param>
/// <param name="responseType">How to read the response.</param>
/// <param name="errors">The error codes that the operation declares.</param>
public sealed class JsonOperation<TRequest, TResponse>(
    string name,
    JsonService service,
    JsonTypeInfo<TRequest> requestType,
    JsonTypeInfo<TResponse> responseType,
    params IEnumerable<string> errors
) : IOperation<TResponse>, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse, new()
{
    public IMarshaller<IRequest, AmazonWebServiceRequest> RequestMarshaller => this;

    public ResponseUnmarshaller ResponseUnmarshaller { get; } =
        new JsonBodyUnmarshaller<TResponse>(responseType, service.Errors.ForOperation(errors));

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service.ServiceName)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = JsonSerializer.SerializeToUtf8Bytes((TRequest)input, requestType),
        };
        request.Headers["X-Amz-Target"] = $"{service.TargetPrefix}.{name}";
        request.Headers[HeaderKeys.ContentTypeHeader] = "application/x-amz-json-1.0";
        request.Headers[HeaderKeys.XAmzApiVersion] = service.ApiVersion;
        return request;
    }
}
