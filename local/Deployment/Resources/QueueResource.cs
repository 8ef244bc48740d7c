using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.Queues;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::SQS::Queue</c>: a standard queue with its attributes.</summary>
internal sealed class QueueResource() : ResourceType("AWS::SQS::Queue", "Arn", "QueueName", "QueueUrl")
{
    // Properties with the names of the queue's attributes. Policies are JSON.
    private static readonly string[] AttributeProperties =
    [
        "DelaySeconds",
        "KmsDataKeyReusePeriodSeconds",
        "KmsMasterKeyId",
        "MaximumMessageSize",
        "MessageRetentionPeriod",
        "ReceiveMessageWaitTimeSeconds",
        "RedriveAllowPolicy",
        "RedrivePolicy",
        "SqsManagedSseEnabled",
        "VisibilityTimeout",
    ];

    public override async Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var name = request.NameFrom("QueueName");
        request.Properties.AcceptWithoutEffect("Tags");
        Dictionary<string, string> attributes = [];
        foreach (var attribute in AttributeProperties)
        {
            if (request.Properties.Json(attribute) is { } value)
            {
                attributes.Add(attribute, value.ToString());
            }
        }

        await request.Emulator.Queues.ProvisionAsync(name, attributes);
        var url = QueueService.UrlFor(request.Emulator.Endpoint, name);
        return new DeployedResource(name, url)
        {
            Attributes = new Dictionary<string, string>
            {
                ["Arn"] = QueueService.ArnFor(name),
                ["QueueName"] = name,
                ["QueueUrl"] = url,
            },
        };
    }

    public override Task DeleteAsync(string physicalId, Emulator emulator) => emulator.Queues.DeleteQueueAsync(physicalId);
}
