using Amazon.SQS.Model;
using AwsProtocols;

namespace Amazon.SQS.Internal;

internal static class SqsErrors
{
    internal static ServiceErrors All { get; } =
        new(Declared(), (e, _) => new AmazonSQSException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode));

    private static Dictionary<string, ExceptionFactory> Declared() =>
        new(StringComparer.Ordinal)
        {
            ["BatchEntryIdsNotDistinct"] = (e, _) =>
                new BatchEntryIdsNotDistinctException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["BatchRequestTooLong"] = (e, _) =>
                new BatchRequestTooLongException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["EmptyBatchRequest"] = (e, _) =>
                new EmptyBatchRequestException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InvalidAddress"] = (e, _) =>
                new InvalidAddressException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InvalidAttributeName"] = (e, _) =>
                new InvalidAttributeNameException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InvalidAttributeValue"] = (e, _) =>
                new InvalidAttributeValueException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InvalidBatchEntryId"] = (e, _) =>
                new InvalidBatchEntryIdException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InvalidIdFormat"] = (e, _) =>
                new InvalidIdFormatException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InvalidMessageContents"] = (e, _) =>
                new InvalidMessageContentsException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InvalidSecurity"] = (e, _) =>
                new InvalidSecurityException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["KmsAccessDenied"] = (e, _) =>
                new KmsAccessDeniedException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["KmsDisabled"] = (e, _) => new KmsDisabledException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["KmsInvalidKeyUsage"] = (e, _) =>
                new KmsInvalidKeyUsageException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["KmsInvalidState"] = (e, _) =>
                new KmsInvalidStateException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["KmsNotFound"] = (e, _) => new KmsNotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["KmsOptInRequired"] = (e, _) =>
                new KmsOptInRequiredException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["KmsThrottled"] = (e, _) => new KmsThrottledException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["MessageNotInflight"] = (e, _) =>
                new MessageNotInflightException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["OverLimit"] = (e, _) => new OverLimitException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["PurgeQueueInProgress"] = (e, _) =>
                new PurgeQueueInProgressException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["QueueDeletedRecently"] = (e, _) =>
                new QueueDeletedRecentlyException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["QueueDoesNotExist"] = (e, _) =>
                new QueueDoesNotExistException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["QueueNameExists"] = (e, _) =>
                new QueueNameExistsException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ReceiptHandleIsInvalid"] = (e, _) =>
                new ReceiptHandleIsInvalidException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["RequestThrottled"] = (e, _) =>
                new RequestThrottledException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ResourceNotFoundException"] = (e, _) =>
                new ResourceNotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["TooManyEntriesInBatchRequest"] = (e, _) =>
                new TooManyEntriesInBatchRequestException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["UnsupportedOperation"] = (e, _) =>
                new UnsupportedOperationException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        };
}
