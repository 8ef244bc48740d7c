using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Tests.Executions;
using PromptToImage.AwsEmulator.Topics;

namespace PromptToImage.AwsEmulator.Tests.Topics;

public sealed class FilterPolicyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_subscription_receives_only_messages_whose_attributes_have_the_values_of_its_filter_policy()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        var topic = await machine.Topics.CreateAsync("topic");
        var subscription = await machine.Topics.SubscribeAsync(topic, "email", "you@localhost");
        await machine.Topics.SetFilterPolicyAsync(subscription.Arn, """{ "outcome": ["digest", "other"], "kind": ["a"] }""");
        await PublishAsync("both", ("outcome", "digest"), ("kind", "a"));
        await PublishAsync("another value", ("outcome", "stored"), ("kind", "a"));
        await PublishAsync("without one", ("outcome", "digest"));
        await PublishAsync("without any");
        Assert.Equal(["both"], machine.Mailbox.List(10).Select(mail => mail.Content.Body));

        await machine.Topics.SetFilterPolicyAsync(subscription.Arn, null);
        await PublishAsync("all");
        Assert.Equal(["all", "both"], machine.Mailbox.List(10).Select(mail => mail.Content.Body));

        Task PublishAsync(string message, params (string Name, string Value)[] attributes) =>
            machine.Topics.PublishAsync(
                topic,
                new TopicMessage(message)
                {
                    Attributes = attributes.ToDictionary(
                        attribute => attribute.Name,
                        attribute => new TopicMessageAttribute("String", attribute.Value)
                    ),
                }
            );
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("""{ "outcome": [] }""")]
    [InlineData("""{ "outcome": [{ "prefix": "d" }] }""")]
    [InlineData("""{ "$or": [{ "outcome": ["digest"] }] }""")]
    public async Task Another_filter_policy_is_rejected(string policy)
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        var subscription = await machine.Topics.SubscribeAsync(await machine.Topics.CreateAsync("topic"), "email", "you@localhost");
        var error = await Assert.ThrowsAsync<AwsException>(() => machine.Topics.SetFilterPolicyAsync(subscription.Arn, policy));
        Assert.StartsWith("Invalid parameter: FilterPolicy: ", error.Message, StringComparison.Ordinal);
    }
}
