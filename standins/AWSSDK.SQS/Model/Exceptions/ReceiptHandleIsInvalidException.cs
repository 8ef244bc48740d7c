using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

public class ReceiptHandleIsInvalidException : AmazonSQSException
{
    public ReceiptHandleIsInvalidException(string message)
        : base(message) { }

    public ReceiptHandleIsInvalidException(string message, Exception innerException)
        : base(message, innerException) { }

    public ReceiptHandleIsInvalidException(Exception innerException)
        : base(innerException) { }

    public ReceiptHandleIsInvalidException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public ReceiptHandleIsInvalidException(
        string message,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
