using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using AwsProtocols;

namespace Amazon.SimpleNotificationService.Internal.Query;

/// <summary>
/// One operation of AWS's Query protocol: a form out, XML back.
/// See https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
/// </summary>
/// <param name="name">The operation, sent as <c>Action</c>.</param>
/// <param name="write">Puts the request's members into the form.</param>
/// <param name="read">Takes the response's members from the <c>…Result</c> element.</param>
internal sealed class QueryOperation<TRequest, TResponse>(string name, Action<QueryForm, TRequest> write, Action<TResponse, XElement> read)
    : IOperation<TResponse>,
        IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse, new()
{
    public IMarshaller<IRequest, AmazonWebServiceRequest> RequestMarshaller => this;

    public ResponseUnmarshaller ResponseUnmarshaller { get; } = new QueryUnmarshaller<TResponse>(read);

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        DefaultRequest request = new(input, "Amazon.SimpleNotificationService");
        QueryForm form = new(request.Parameters);
        form.Add("Action", name);
        form.Add("Version", "2010-03-31");
        write(form, (TRequest)input);
        return request;
    }
}
