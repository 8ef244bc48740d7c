using Amazon.SimpleNotificationService.Internal;
using Amazon.SimpleNotificationService.Model;

namespace Amazon.SimpleNotificationService;

public partial class AmazonSimpleNotificationServiceClient
{
    public virtual Task<CreateTopicResponse> CreateTopicAsync(string name, CancellationToken cancellationToken = default)
    {
        return CreateTopicAsync(new CreateTopicRequest { Name = name }, cancellationToken);
    }

    public virtual Task<CreateTopicResponse> CreateTopicAsync(CreateTopicRequest request, CancellationToken cancellationToken = default)
    {
        return InvokeAsync(request, SnsOperations.CreateTopic, cancellationToken);
    }

    public virtual Task<ListSubscriptionsByTopicResponse> ListSubscriptionsByTopicAsync(
        string topicArn,
        string nextToken,
        CancellationToken cancellationToken = default
    )
    {
        return ListSubscriptionsByTopicAsync(
            new ListSubscriptionsByTopicRequest { TopicArn = topicArn, NextToken = nextToken },
            cancellationToken
        );
    }

    public virtual Task<ListSubscriptionsByTopicResponse> ListSubscriptionsByTopicAsync(
        string topicArn,
        CancellationToken cancellationToken = default
    )
    {
        return ListSubscriptionsByTopicAsync(new ListSubscriptionsByTopicRequest { TopicArn = topicArn }, cancellationToken);
    }

    public virtual Task<ListSubscriptionsByTopicResponse> ListSubscriptionsByTopicAsync(
        ListSubscriptionsByTopicRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, SnsOperations.ListSubscriptionsByTopic, cancellationToken);
    }

    public virtual Task<ListTopicsResponse> ListTopicsAsync(CancellationToken cancellationToken = default)
    {
        return ListTopicsAsync(new ListTopicsRequest(), cancellationToken);
    }

    public virtual Task<ListTopicsResponse> ListTopicsAsync(string nextToken, CancellationToken cancellationToken = default)
    {
        return ListTopicsAsync(new ListTopicsRequest { NextToken = nextToken }, cancellationToken);
    }

    public virtual Task<ListTopicsResponse> ListTopicsAsync(ListTopicsRequest request, CancellationToken cancellationToken = default)
    {
        return InvokeAsync(request, SnsOperations.ListTopics, cancellationToken);
    }

    public virtual Task<PublishResponse> PublishAsync(string topicArn, string message, CancellationToken cancellationToken = default)
    {
        return PublishAsync(new PublishRequest { TopicArn = topicArn, Message = message }, cancellationToken);
    }

    public virtual Task<PublishResponse> PublishAsync(
        string topicArn,
        string message,
        string subject,
        CancellationToken cancellationToken = default
    )
    {
        return PublishAsync(
            new PublishRequest
            {
                TopicArn = topicArn,
                Message = message,
                Subject = subject,
            },
            cancellationToken
        );
    }

    public virtual Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default)
    {
        return InvokeAsync(request, SnsOperations.Publish, cancellationToken);
    }

    public virtual Task<SubscribeResponse> SubscribeAsync(
        string topicArn,
        string protocol,
        string endpoint,
        CancellationToken cancellationToken = default
    )
    {
        return SubscribeAsync(
            new SubscribeRequest
            {
                TopicArn = topicArn,
                Protocol = protocol,
                Endpoint = endpoint,
            },
            cancellationToken
        );
    }

    public virtual Task<SubscribeResponse> SubscribeAsync(SubscribeRequest request, CancellationToken cancellationToken = default)
    {
        return InvokeAsync(request, SnsOperations.Subscribe, cancellationToken);
    }
}
