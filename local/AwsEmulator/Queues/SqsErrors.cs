using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>
/// The errors of SQS, with their codes in the JSON protocol and, if different, in the Query protocol,
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html and the pages of the operations.
/// </summary>
internal static class SqsErrors
{
    private const string Legacy = "AWS.SimpleQueueService.";

    // Errors that are not in SQS's model come from AWS's service framework and have its namespace.
    private const string Framework = "com.amazon.coral.service#";

    public static AwsException QueueDoesNotExist() =>
        new("QueueDoesNotExist", "The specified queue does not exist.") { QueryCode = Legacy + "NonExistentQueue" };

    public static AwsException QueueNameExists(string attribute) =>
        new("QueueNameExists", $"A queue already exists with the same name and a different value for attribute {attribute}")
        {
            QueryCode = "QueueAlreadyExists",
        };

    public static AwsException MissingParameter(string name) =>
        new(Framework + "MissingRequiredParameterException", $"The request must contain the parameter {name}.")
        {
            QueryCode = "MissingParameter",
        };

    public static AwsException InvalidParameterValue(string message) =>
        new(Framework + "InvalidParameterValueException", message) { QueryCode = "InvalidParameterValue" };

    public static AwsException InvalidParameterValue(object value, string parameter, string reason) =>
        InvalidParameterValue($"Value {value} for parameter {parameter} is invalid. Reason: {reason}");

    public static AwsException InvalidAttributeName(string name) => new("InvalidAttributeName", $"Unknown Attribute {name}.");

    public static AwsException InvalidAttributeValue(string name) =>
        new("InvalidAttributeValue", $"Invalid value for the parameter {name}.");

    public static AwsException InvalidMessageContents(string where) =>
        new(
            "InvalidMessageContents",
            $"{where} contains an invalid character. Valid are U+0009, U+000A, U+000D, U+0020 to U+D7FF, U+E000 to U+FFFD and U+10000 to U+10FFFF."
        );

    public static AwsException ReceiptHandleIsInvalid(string handle) =>
        new("ReceiptHandleIsInvalid", $"The input receipt handle \"{handle}\" is not a valid receipt handle.");

    public static AwsException NotAvailableForVisibilityChange(string handle) =>
        InvalidParameterValue(handle, "ReceiptHandle", "Message does not exist or is not available for visibility timeout change.");

    public static AwsException MessageNotInflight() =>
        new("MessageNotInflight", "The message referred to is not in flight.") { QueryCode = Legacy + "MessageNotInflight" };

    public static AwsException OverLimit() =>
        new("OverLimit", $"Too many messages in flight: a queue can have {QueueLimits.MaxInFlightMessages}.", 403);

    public static AwsException PurgeQueueInProgress(string queue) =>
        new("PurgeQueueInProgress", $"Only one PurgeQueue operation on {queue} is allowed every 60 seconds.", 403)
        {
            QueryCode = Legacy + "PurgeQueueInProgress",
        };

    public static AwsException EmptyBatchRequest(string entry) =>
        new("EmptyBatchRequest", $"There should be at least one {entry} in the request.") { QueryCode = Legacy + "EmptyBatchRequest" };

    public static AwsException TooManyEntries(int count) =>
        new("TooManyEntriesInBatchRequest", $"Maximum number of entries per request are {QueueLimits.MaxBatchSize}. You have sent {count}.")
        {
            QueryCode = Legacy + "TooManyEntriesInBatchRequest",
        };

    public static AwsException BatchEntryIdsNotDistinct(string id) =>
        new("BatchEntryIdsNotDistinct", $"Id {id} repeated.") { QueryCode = Legacy + "BatchEntryIdsNotDistinct" };

    public static AwsException InvalidBatchEntryId() =>
        new(
            "InvalidBatchEntryId",
            "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long."
        )
        {
            QueryCode = Legacy + "InvalidBatchEntryId",
        };

    public static AwsException BatchRequestTooLong(long bytes) =>
        new(
            "BatchRequestTooLong",
            $"Batch requests cannot be longer than {QueueLimits.MaxMessageBytes} bytes. You have sent {bytes} bytes."
        )
        {
            QueryCode = Legacy + "BatchRequestTooLong",
        };

    public static AwsException MessageTooLong(int limit) =>
        InvalidParameterValue($"One or more parameters are invalid. Reason: Message must be shorter than {limit} bytes.");

    public static AwsException ResourceNotFound(string message) => new("ResourceNotFoundException", message, 404);

    public static AwsException UnsupportedOperation(string message) =>
        new("UnsupportedOperation", message) { QueryCode = Legacy + "UnsupportedOperation" };
}
