namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::Lambda::Permission</c>: who may invoke a function.</summary>
internal sealed class FunctionPermission() : ResourceType("AWS::Lambda::Permission")
{
    public override Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        foreach (var name in (string[])["Action", "FunctionName", "Principal"])
        {
            _ = request.Properties.Text(name);
        }

        _ = request.Properties.OptionalText("SourceAccount");
        _ = request.Properties.OptionalText("SourceArn");
        return Task.FromResult(new DeployedResource(request.GeneratedName));
    }
}
