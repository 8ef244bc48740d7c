using PromptToImage.AwsEmulator;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::SNS::Topic</c>: a standard topic with its display name, which is the sender of its e-mails.</summary>
internal sealed class TopicResource() : ResourceType("AWS::SNS::Topic", "TopicArn", "TopicName")
{
    public override async Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var name = request.NameFrom("TopicName");
        var displayName = request.Properties.OptionalText("DisplayName") ?? "";
        request.Properties.AcceptWithoutEffect("KmsMasterKeyId", "SignatureVersion", "Tags", "TracingConfig");
        var topics = request.Emulator.Topics;
        var arn = await topics.CreateAsync(name);
        if (topics.DisplayName(arn) != displayName)
        {
            await topics.SetDisplayNameAsync(arn, displayName);
        }

        return new DeployedResource(arn)
        {
            Attributes = new Dictionary<string, string> { ["TopicArn"] = arn, ["TopicName"] = name },
        };
    }

    public override Task DeleteAsync(string physicalId, Emulator emulator) => emulator.Topics.DeleteAsync(physicalId);
}
