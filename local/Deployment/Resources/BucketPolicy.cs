namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::S3::BucketPolicy</c>: who may use a bucket.</summary>
internal sealed class BucketPolicy() : ResourceType("AWS::S3::BucketPolicy")
{
    public override Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        _ = request.Properties.JsonText("PolicyDocument");
        return Task.FromResult(new DeployedResource(request.Properties.Text("Bucket")));
    }
}
