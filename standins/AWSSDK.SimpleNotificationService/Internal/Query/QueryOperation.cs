using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using AwsProtocols;

namespace Amazon.SimpleNotificationService.Internal.Query;

/// <summary>
/// One operation of AWS's Query protocol: the request is a form, the response is XML.
/// See https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
/// </summary>
/// <param name="name">The operation's name, sent as <c>Action</c>.</param>
/// <param name="errors">The error codes that the operation declares.</param>
/// <param name="write">Adds the request's members to the form.</param>
/// <param name="read">Reads the response's members from the <c>…Result</c> element.</param>
internal sealed class QueryOperation<TRequest, TResponse>(
    string name,
    string[] errors,
    Action<QueryForm, TRequest> write,
    Action<TResponse, XElement> read
)
    : IOperation<TResponse>, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse, new()
{
    public IMarshaller<IRequest, AmazonWebServiceRequest> RequestMarshaller => this;

    public ResponseUnmarshaller ResponseUnmarshaller { get; } = new QueryUnmarshaller<TResponse>(read, SnsErrors.All.ForOperation(errors));

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, "Amazon.SimpleNotificationService");
        var form = new QueryForm(request.Parameters);
        form.Add("Action", name);
        form.Add("Version", "2010-03-31");
        write(form, (TRequest)input);
        return request;
    }
}
