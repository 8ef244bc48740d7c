namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::SNS::TopicPolicy</c>: who may publish to topics.</summary>
internal sealed class TopicPolicy() : ResourceType("AWS::SNS::TopicPolicy")
{
    public override Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        _ = request.Properties.JsonText("PolicyDocument");
        _ = request.Properties.Texts("Topics");
        return Task.FromResult(new DeployedResource(request.GeneratedName));
    }
}
