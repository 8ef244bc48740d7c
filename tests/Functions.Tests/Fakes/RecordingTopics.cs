using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace PromptToImage.Functions.Tests.Fakes;

/// <summary>SNS that records published messages.</summary>
internal sealed class RecordingTopics()
    : AmazonSimpleNotificationServiceClient(Unconnected.Credentials, Unconnected.Config(new AmazonSimpleNotificationServiceConfig()))
{
    public List<PublishRequest> Published { get; } = [];

    public Exception? PublishingFails { get; set; }

    public override Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default)
    {
        if (PublishingFails is not null)
        {
            throw PublishingFails;
        }

        Published.Add(request);
        return Task.FromResult(new PublishResponse { MessageId = $"notice-{Published.Count}" });
    }
}
