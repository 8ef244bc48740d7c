using PromptToImage.AwsEmulator.Queues;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::SQS::QueuePolicy</c>: the attribute Policy of queues.</summary>
internal sealed class QueuePolicy() : ResourceType("AWS::SQS::QueuePolicy")
{
    public override async Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var policy = request.Properties.JsonText("PolicyDocument");
        foreach (var queue in request.Properties.Texts("Queues"))
        {
            await request.Emulator.Queues.SetPolicyAsync(QueueService.NameFrom(queue), policy);
        }

        return new DeployedResource(request.GeneratedName);
    }
}
