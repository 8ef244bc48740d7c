using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Deployment.Iam;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::SQS::QueuePolicy</c>: the attribute Policy of queues.</summary>
internal sealed class QueuePolicyResource() : ResourceType("AWS::SQS::QueuePolicy")
{
    public override async Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var text = request.Properties.JsonText("PolicyDocument");
        var policy = PolicyDocument.ParseResourcePolicy(request.LogicalId, request.Properties.Document("PolicyDocument"));
        foreach (var queue in request.Properties.Texts("Queues"))
        {
            var name = QueueService.NameFrom(queue);
            await request.Emulator.Queues.SetPolicyAsync(name, text);
            request.Stack.Authorizer.AddResourcePolicy(QueueService.ArnFor(name), policy);
        }

        return new DeployedResource(request.GeneratedName);
    }
}
