namespace Amazon.SQS.Util;

/// <summary>Names of queue attributes, as the original spells their constants.</summary>
public static class SQSConstants
{
    public const string ATTRIBUTE_ALL = "All";
    public const string ATTRIBUTE_APPROXIMATE_NUMBER_OF_MESSAGES = "ApproximateNumberOfMessages";
    public const string ATTRIBUTE_APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED = "ApproximateNumberOfMessagesDelayed";
    public const string ATTRIBUTE_APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE = "ApproximateNumberOfMessagesNotVisible";
    public const string ATTRIBUTE_CONTENT_BASED_DEDUPLICATION = "ContentBasedDeduplication";
    public const string ATTRIBUTE_CREATED_TIMESTAMP = "CreatedTimestamp";
    public const string ATTRIBUTE_DELAY_SECONDS = "DelaySeconds";
    public const string ATTRIBUTE_FIFO_QUEUE = "FifoQueue";
    public const string ATTRIBUTE_LAST_MODIFIED_TIMESTAMP = "LastModifiedTimestamp";
    public const string ATTRIBUTE_MAXIMUM_MESSAGE_SIZE = "MaximumMessageSize";
    public const string ATTRIBUTE_MESSAGE_RETENTION_PERIOD = "MessageRetentionPeriod";
    public const string ATTRIBUTE_OLDEST_MESSAGE_AGE = "OldestMessageAge";
    public const string ATTRIBUTE_POLICY = "Policy";
    public const string ATTRIBUTE_QUEUE_ARN = "QueueArn";
    public const string ATTRIBUTE_RECEIEVE_MESSAGE_WAIT_TIME_SECONDS = "ReceiveMessageWaitTimeSeconds";
    public const string ATTRIBUTE_REDRIVE_POLICY = "RedrivePolicy";
    public const string ATTRIBUTE_VISIBILITY_TIMEOUT = "VisibilityTimeout";
}
