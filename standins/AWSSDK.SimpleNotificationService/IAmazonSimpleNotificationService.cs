using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SimpleNotificationService.Model;

namespace Amazon.SimpleNotificationService;

/// <summary>
/// The operations of Amazon SNS that are offered here. The original has more members, so a class
/// that implements this interface would not compile against it.
/// </summary>
public interface IAmazonSimpleNotificationService : IAmazonService, IDisposable
{
    Task<CreateTopicResponse> CreateTopicAsync(string name, CancellationToken cancellationToken = default);

    Task<CreateTopicResponse> CreateTopicAsync(CreateTopicRequest request, CancellationToken cancellationToken = default);

    Task<ListSubscriptionsByTopicResponse> ListSubscriptionsByTopicAsync(
        string topicArn,
        string nextToken,
        CancellationToken cancellationToken = default
    );

    Task<ListSubscriptionsByTopicResponse> ListSubscriptionsByTopicAsync(string topicArn, CancellationToken cancellationToken = default);

    Task<ListSubscriptionsByTopicResponse> ListSubscriptionsByTopicAsync(
        ListSubscriptionsByTopicRequest request,
        CancellationToken cancellationToken = default
    );

    Task<ListTopicsResponse> ListTopicsAsync(CancellationToken cancellationToken = default);

    Task<ListTopicsResponse> ListTopicsAsync(string nextToken, CancellationToken cancellationToken = default);

    Task<ListTopicsResponse> ListTopicsAsync(ListTopicsRequest request, CancellationToken cancellationToken = default);

    Task<PublishResponse> PublishAsync(string topicArn, string message, CancellationToken cancellationToken = default);

    Task<PublishResponse> PublishAsync(string topicArn, string message, string subject, CancellationToken cancellationToken = default);

    Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default);

    Task<SubscribeResponse> SubscribeAsync(
        string topicArn,
        string protocol,
        string endpoint,
        CancellationToken cancellationToken = default
    );

    Task<SubscribeResponse> SubscribeAsync(SubscribeRequest request, CancellationToken cancellationToken = default);

    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig()
    {
        return new AmazonSimpleNotificationServiceConfig();
    }

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig)
    {
        if (clientConfig is not AmazonSimpleNotificationServiceConfig config)
        {
            throw new AmazonClientException(
                "ClientConfig is not of type AmazonSimpleNotificationServiceConfig to create AmazonSimpleNotificationServiceClient"
            );
        }

        return awsCredentials is null
            ? new AmazonSimpleNotificationServiceClient(config)
            : new AmazonSimpleNotificationServiceClient(awsCredentials, config);
    }
}
