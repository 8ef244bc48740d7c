using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AwsProtocols;

/// <summary>Writes the requests of one operation and reads its responses.</summary>
/// <typeparam name="TResponse">The response of the operation.</typeparam>
public interface IOperation<TResponse>
    where TResponse : AmazonWebServiceResponse
{
    IMarshaller<IRequest, AmazonWebServiceRequest> RequestMarshaller { get; }

    ResponseUnmarshaller ResponseUnmarshaller { get; }
}
