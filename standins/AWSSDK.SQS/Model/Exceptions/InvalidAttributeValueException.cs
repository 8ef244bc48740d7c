using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

public class InvalidAttributeValueException : AmazonSQSException
{
    public InvalidAttributeValueException(string message)
        : base(message) { }

    public InvalidAttributeValueException(string message, Exception innerException)
        : base(message, innerException) { }

    public InvalidAttributeValueException(Exception innerException)
        : base(innerException) { }

    public InvalidAttributeValueException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InvalidAttributeValueException(
        string message,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
