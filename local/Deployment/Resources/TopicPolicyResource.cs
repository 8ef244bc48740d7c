using PromptToImage.Deployment.Iam;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::SNS::TopicPolicy</c>: who may publish to topics.</summary>
internal sealed class TopicPolicyResource() : ResourceType("AWS::SNS::TopicPolicy")
{
    public override Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var policy = PolicyDocument.ParseResourcePolicy(request.LogicalId, request.Properties.Document("PolicyDocument"));
        foreach (var topic in request.Properties.Texts("Topics"))
        {
            request.Stack.Authorizer.AddResourcePolicy(topic, policy);
        }

        return Task.FromResult(new DeployedResource(request.GeneratedName));
    }
}
