using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

public class BatchEntryIdsNotDistinctException : AmazonSQSException
{
    public BatchEntryIdsNotDistinctException(string message)
        : base(message) { }

    public BatchEntryIdsNotDistinctException(string message, Exception innerException)
        : base(message, innerException) { }

    public BatchEntryIdsNotDistinctException(Exception innerException)
        : base(innerException) { }

    public BatchEntryIdsNotDistinctException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public BatchEntryIdsNotDistinctException(
        string message,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
