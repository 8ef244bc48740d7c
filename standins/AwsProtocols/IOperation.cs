using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AwsProtocols;

/// <summary>How one operation's request is written and its response read.</summary>
/// <typeparam name="TResponse">What it answers with.</typeparam>
public interface IOperation<TResponse>
    where TResponse : AmazonWebServiceResponse
{
    IMarshaller<IRequest, AmazonWebServiceRequest> RequestMarshaller { get; }

    ResponseUnmarshaller ResponseUnmarshaller { get; }
}
