using System.Net;
using Amazon.Runtime;

namespace Amazon.BedrockRuntime.Model;

public class InternalServerException : AmazonBedrockRuntimeException
{
    public InternalServerException(string message)
        : base(message) { }

    public InternalServerException(string message, Exception innerException)
        : base(message, innerException) { }

    public InternalServerException(Exception innerException)
        : base(innerException) { }

    public InternalServerException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InternalServerException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
