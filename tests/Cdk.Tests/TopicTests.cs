namespace PromptToImage.Cdk.Tests;

public sealed class TopicTests(Synthesis synthesis)
{
    [Theory]
    [InlineData("prompt-to-image-alerts")]
    [InlineData("prompt-to-image-results")]
    public void A_topic_rejects_requests_without_TLS(string name) =>
        Assert.Contains($"DENY *: sns:Publish on ${{{Topic(name).LogicalId}}} if aws:SecureTransport Bool false", Statements(name));

    [Fact]
    public void The_alerts_topic_lets_this_account_s_alarms_publish() =>
        Assert.Contains(
            $"cloudwatch.amazonaws.com: sns:Publish on ${{{Topic("prompt-to-image-alerts").LogicalId}}} "
                + $"if aws:SourceAccount StringEquals ${{AWS::AccountId}} and aws:SourceArn ArnLike "
                + $"arn:${{AWS::Partition}}:cloudwatch:${{AWS::Region}}:${{AWS::AccountId}}:alarm:*",
            Statements("prompt-to-image-alerts")
        );

    [Fact]
    public void No_other_principal_may_publish()
    {
        Assert.Equal(2, Statements("prompt-to-image-alerts").Count);
        Assert.Single(Statements("prompt-to-image-results"));
    }

    [Fact]
    public void Every_address_is_subscribed_to_its_topic() =>
        Assert.Equal(
            [
                "a@b.example: email from prompt-to-image-alerts",
                "c@d.example: email from prompt-to-image-alerts",
                "e@f.example: email from prompt-to-image-results",
            ],
            synthesis
                .Pipeline.Of("AWS::SNS::Subscription")
                .Select(subscription =>
                    $"{subscription.Text("Endpoint")}: {subscription.Text("Protocol")} from {NameOf(subscription.Text("TopicArn"))}"
                )
                .Order()
        );

    [Fact]
    public void A_webhook_is_subscribed_to_its_topic() =>
        Assert.Equal(
            [
                "https://alerts.example/hook: https from team18-prompt-to-image-alerts",
                "https://results.example/hook: https from team18-prompt-to-image-results",
            ],
            synthesis
                .OtherPipeline.Of("AWS::SNS::Subscription")
                .Where(subscription => subscription.Text("Protocol") == "https")
                .Select(subscription =>
                    $"{subscription.Text("Endpoint")}: {subscription.Text("Protocol")} from "
                    + Assert
                        .Single(
                            synthesis.OtherPipeline.Of("AWS::SNS::Topic"),
                            topic => subscription.Text("TopicArn") == $"${{{topic.LogicalId}}}"
                        )
                        .Text("TopicName")
                )
                .Order()
        );

    [Fact]
    public void Without_a_digest_a_subscription_receives_every_message() =>
        Assert.All(synthesis.Pipeline.Of("AWS::SNS::Subscription"), subscription => Assert.Null(subscription["FilterPolicy"]));

    [Fact]
    public void With_a_daily_digest_only_the_webhook_receives_each_image()
    {
        var results = $"${{{synthesis.OtherPipeline.Topic("team18-prompt-to-image-results").LogicalId}}}";
        Assert.Equal(
            ["""email {"outcome":["digest"]}""", """https {"outcome":["stored"]}"""],
            synthesis
                .OtherPipeline.Of("AWS::SNS::Subscription")
                .Where(subscription => subscription.Text("TopicArn") == results)
                .Select(subscription => $"{subscription.Text("Protocol")} {subscription["FilterPolicy"]!.ToJsonString()}")
                .Order()
        );
    }

    private string NameOf(string reference) =>
        Assert.Single(synthesis.Pipeline.Of("AWS::SNS::Topic"), topic => reference == $"${{{topic.LogicalId}}}").Text("TopicName");

    private TemplateResource Topic(string name) => synthesis.Pipeline.Topic(name);

    private IReadOnlyList<string> Statements(string topic)
    {
        var reference = $"${{{Topic(topic).LogicalId}}}";
        return Template.Statements(
            Assert.Single(synthesis.Pipeline.Of("AWS::SNS::TopicPolicy"), policy => policy.Text("Topics", "0") == reference)[
                "PolicyDocument"
            ]
        );
    }
}
