using System.Globalization;
using Amazon.SQS.Util;

namespace Amazon.SQS.Model;

/// <summary>The attributes that the original offers as typed properties too. An absent number is 0, an absent date 1970.</summary>
public partial class GetQueueAttributesResponse
{
    public int ApproximateNumberOfMessages => Number(SQSConstants.ATTRIBUTE_APPROXIMATE_NUMBER_OF_MESSAGES);

    public int ApproximateNumberOfMessagesDelayed => Number(SQSConstants.ATTRIBUTE_APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    public int ApproximateNumberOfMessagesNotVisible => Number(SQSConstants.ATTRIBUTE_APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);

    public bool ContentBasedDeduplication => bool.TryParse(Text(SQSConstants.ATTRIBUTE_CONTENT_BASED_DEDUPLICATION), out _);

    public DateTime CreatedTimestamp => DateTime.UnixEpoch.AddSeconds(Number(SQSConstants.ATTRIBUTE_CREATED_TIMESTAMP));

    public int DelaySeconds => Number(SQSConstants.ATTRIBUTE_DELAY_SECONDS);

    public bool FifoQueue => bool.TryParse(Text(SQSConstants.ATTRIBUTE_FIFO_QUEUE), out _);

    public DateTime LastModifiedTimestamp => DateTime.UnixEpoch.AddSeconds(Number(SQSConstants.ATTRIBUTE_LAST_MODIFIED_TIMESTAMP));

    public int MaximumMessageSize => Number(SQSConstants.ATTRIBUTE_MAXIMUM_MESSAGE_SIZE);

    public int MessageRetentionPeriod => Number(SQSConstants.ATTRIBUTE_MESSAGE_RETENTION_PERIOD);

    public string Policy => Text(SQSConstants.ATTRIBUTE_POLICY);

    public string QueueARN => Text(SQSConstants.ATTRIBUTE_QUEUE_ARN);

    public int VisibilityTimeout => Number(SQSConstants.ATTRIBUTE_VISIBILITY_TIMEOUT);

    private int Number(string name)
    {
        return int.TryParse(Text(name), CultureInfo.InvariantCulture, out var value) ? value : 0;
    }

    private string Text(string name)
    {
        return Attributes?.GetValueOrDefault(name);
    }
}
