namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::Lambda::Version</c>: publishes a version if the function has changed since the newest one.</summary>
internal sealed class FunctionVersionResource() : ResourceType("AWS::Lambda::Version", "FunctionArn", "Version")
{
    public override async Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var name = request.Properties.Text("FunctionName");
        var published = await request.Emulator.Functions.PublishVersionAsync(name, request.Properties.OptionalText("Description"));
        var arn = $"{published.Arn}:{published.Version}";
        return new DeployedResource(arn)
        {
            Attributes = new Dictionary<string, string> { ["FunctionArn"] = arn, ["Version"] = published.Version },
        };
    }
}
