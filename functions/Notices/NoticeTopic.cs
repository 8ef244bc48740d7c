using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace PromptToImage.Functions.Notices;

/// <summary>Publishes notices to an SNS topic.</summary>
public sealed class NoticeTopic(IAmazonSimpleNotificationService topics, string topicArn)
{
    /// <summary>Publishes a notice. Subscribers can filter by the attributes <c>outcome</c> and <c>id</c>.</summary>
    /// <returns>The message id that SNS assigned.</returns>
    public async Task<string?> PublishAsync(Notice notice, string outcome, string id)
    {
        var response = await topics.PublishAsync(
            new PublishRequest
            {
                TopicArn = topicArn,
                Subject = notice.Subject,
                Message = notice.Body,
                MessageAttributes = new Dictionary<string, MessageAttributeValue>
                {
                    ["outcome"] = new() { DataType = "String", StringValue = outcome },
                    ["id"] = new() { DataType = "String", StringValue = id },
                },
            }
        );
        return response.MessageId;
    }
}
