using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;

namespace PromptToImage.Cdk.Constructs;

public sealed record NoticeTopicProps
{
    public required string Name { get; init; }

    /// <summary>What the sender of its e-mails is shown as.</summary>
    public required string DisplayName { get; init; }

    public required IReadOnlyList<string> Emails { get; init; }

    /// <summary>Whether CloudWatch's alarms publish to it.</summary>
    public bool AdmitsAlarms { get; init; }
}

/// <summary>A topic that people read by e-mail; TLS only.</summary>
public sealed class NoticeTopic : Construct
{
    public NoticeTopic(Construct scope, string id, NoticeTopicProps props)
        : base(scope, id)
    {
        Topic = new Topic(this, "Topic", new TopicProps { TopicName = props.Name, DisplayName = props.DisplayName });
        DemandTls();
        foreach (var email in props.Emails)
        {
            Topic.AddSubscription(new EmailSubscription(email));
        }

        if (props.AdmitsAlarms)
        {
            AdmitAlarms();
        }
    }

    public Topic Topic { get; }

    /// <summary>Said here, since the CDK's own EnforceSSL does nothing on a topic without any other statement.</summary>
    private void DemandTls() =>
        Topic.AddToResourcePolicy(
            new PolicyStatement(
                new PolicyStatementProps
                {
                    Sid = "TlsOnly",
                    Effect = Effect.DENY,
                    Principals = [new AnyPrincipal()],
                    Actions = ["sns:Publish"],
                    Resources = [Topic.TopicArn],
                    Conditions = new Dictionary<string, object>
                    {
                        ["Bool"] = new Dictionary<string, object> { ["aws:SecureTransport"] = "false" },
                    },
                }
            )
        );

    /// <summary>
    /// A topic's default policy lets the account's own alarms publish. The TLS rule replaces that policy, and without
    /// this statement every alarm would vanish silently.
    /// </summary>
    private void AdmitAlarms()
    {
        var stack = Stack.Of(this);
        Topic.AddToResourcePolicy(
            new PolicyStatement(
                new PolicyStatementProps
                {
                    Sid = "AlarmsOfThisAccount",
                    Principals = [new ServicePrincipal("cloudwatch.amazonaws.com")],
                    Actions = ["sns:Publish"],
                    Resources = [Topic.TopicArn],
                    Conditions = new Dictionary<string, object>
                    {
                        ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = stack.Account },
                        ["ArnLike"] = new Dictionary<string, object>
                        {
                            ["aws:SourceArn"] = stack.FormatArn(
                                new ArnComponents
                                {
                                    Service = "cloudwatch",
                                    Resource = "alarm",
                                    ResourceName = "*",
                                    ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
                                }
                            ),
                        },
                    },
                }
            )
        );
    }
}
