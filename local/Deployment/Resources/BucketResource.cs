using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.Objects;
using PromptToImage.Deployment.Templates;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::S3::Bucket</c>: a bucket with its lifecycle rules.</summary>
internal sealed class BucketResource() : ResourceType("AWS::S3::Bucket", "Arn", "DomainName", "RegionalDomainName")
{
    public override async Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var name = request.Properties.OptionalText("BucketName") ?? request.GeneratedName.ToLowerInvariant();
        request.Properties.AcceptWithoutEffect(
            "BucketEncryption",
            "LoggingConfiguration",
            "OwnershipControls",
            "PublicAccessBlockConfiguration",
            "Tags"
        );
        var rules = request.Properties.Object("LifecycleConfiguration")?.Objects("Rules") ?? [];
        await request.Emulator.Objects.CreateBucketAsync(name);
        request.Emulator.Objects.SetLifecycle(name, [.. rules.Select(ReadRule).OfType<LifecycleRule>()]);
        return new DeployedResource(name)
        {
            Attributes = new Dictionary<string, string>
            {
                ["Arn"] = $"arn:aws:s3:::{name}",
                ["DomainName"] = $"{name}.s3.amazonaws.com",
                ["RegionalDomainName"] = $"{name}.s3.us-east-1.amazonaws.com",
            },
        };
    }

    public override Task DeleteAsync(string physicalId, Emulator emulator) => emulator.Objects.DeleteBucketAsync(physicalId);

    /// <returns>Null for a rule that is disabled.</returns>
    private static LifecycleRule? ReadRule(Properties rule)
    {
        rule.AcceptWithoutEffect("Id");
        var prefix = rule.OptionalText("Prefix") ?? "";
        var expiration = rule.OptionalNumber("ExpirationInDays");
        var abort = rule.Object("AbortIncompleteMultipartUpload")?.Number("DaysAfterInitiation");
        return rule.Text("Status") switch
        {
            "Enabled" => new LifecycleRule(prefix, Days(expiration), Days(abort)),
            "Disabled" => null,
            var status => throw new TemplateException($"the lifecycle rule's Status is {status}, not Enabled or Disabled."),
        };
    }

    private static TimeSpan? Days(int? number) => number is { } days ? TimeSpan.FromDays(days) : null;
}
