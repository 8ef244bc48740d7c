using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using AwsProtocols;

namespace Amazon.SimpleNotificationService.Internal.Query;

/// <summary>
/// Reads <c>&lt;OpResponse&gt;&lt;OpResult/&gt;&lt;ResponseMetadata/&gt;&lt;/OpResponse&gt;</c>, and
/// <c>&lt;ErrorResponse&gt;&lt;Error/&gt;&lt;RequestId/&gt;&lt;/ErrorResponse&gt;</c>.
/// </summary>
internal sealed class QueryUnmarshaller<TResponse>(Action<TResponse, XElement> read, ServiceErrors errors) : XmlResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var root = Load(input.Stream);
        var response = new TResponse
        {
            ResponseMetadata = new ResponseMetadata { RequestId = root.Child("ResponseMetadata")?.Text("RequestId") },
        };
        if (root.Elements().FirstOrDefault(e => e.Name.LocalName.EndsWith("Result", StringComparison.Ordinal)) is { } result)
        {
            read(response, result);
        }

        return response;
    }

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext input,
        Exception innerException,
        HttpStatusCode statusCode
    )
    {
        var error = Error(input.Stream);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return errors.Create(error.Code, error, new Dictionary<string, string>());
    }

    private static ErrorResponse Error(Stream body)
    {
        XElement root;
        try
        {
            root = Load(body);
        }
        catch (XmlException)
        {
            // The body is empty or a proxy's page. Only the HTTP status is known.
            return new ErrorResponse();
        }

        var error = root.Child("Error");
        return new ErrorResponse
        {
            Code = error?.Text("Code"),
            Message = error?.Text("Message"),
            RequestId = root.Text("RequestId"),
            Type = Enum.TryParse(error?.Text("Type"), out ErrorType type) ? type : ErrorType.Unknown,
        };
    }

    private static XElement Load(Stream body)
    {
        using var reader = XmlReader.Create(body, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XElement.Load(reader);
    }
}
