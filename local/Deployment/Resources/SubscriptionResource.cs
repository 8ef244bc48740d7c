using PromptToImage.AwsEmulator;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::SNS::Subscription</c>: a subscription by e-mail. The emulator confirms it at once.</summary>
internal sealed class SubscriptionResource() : ResourceType("AWS::SNS::Subscription", "Arn")
{
    public override async Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var topic = request.Properties.Text("TopicArn");
        var protocol = request.Properties.Text("Protocol");
        var endpoint = request.Properties.Text("Endpoint");
        var topics = request.Emulator.Topics;
        var subscription =
            topics.Subscriptions(topic).FirstOrDefault(existing => existing.Protocol == protocol && existing.Endpoint == endpoint)
            ?? await topics.SubscribeAsync(topic, protocol, endpoint);
        await topics.SetFilterPolicyAsync(subscription.Arn, request.Properties.Json("FilterPolicy")?.ToJsonString());
        return new DeployedResource(subscription.Arn) { Attributes = new Dictionary<string, string> { ["Arn"] = subscription.Arn } };
    }

    public override async Task DeleteAsync(string physicalId, Emulator emulator)
    {
        // Its topic's deletion deletes it too.
        if (emulator.Topics.Subscriptions().Any(subscription => subscription.Arn == physicalId))
        {
            await emulator.Topics.UnsubscribeAsync(physicalId);
        }
    }
}
