using PromptToImage.Deployment.Iam;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::S3::BucketPolicy</c>: who may use a bucket.</summary>
internal sealed class BucketPolicyResource() : ResourceType("AWS::S3::BucketPolicy")
{
    public override Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var bucket = request.Properties.Text("Bucket");
        request.Stack.Authorizer.AddResourcePolicy(
            $"arn:aws:s3:::{bucket}",
            PolicyDocument.ParseResourcePolicy(request.LogicalId, request.Properties.Document("PolicyDocument"))
        );
        return Task.FromResult(new DeployedResource(bucket));
    }
}
