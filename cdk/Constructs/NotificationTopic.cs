using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;

namespace PromptToImage.Cdk.Constructs;

public sealed record NoticeTopicProps
{
    public required string Name { get; init; }

    /// <summary>The display name of the sender of its e-mails.</summary>
    public required string DisplayName { get; init; }

    public required IReadOnlyList<string> Emails { get; init; }

    /// <summary>Whether CloudWatch alarms publish to it.</summary>
    public bool AdmitsAlarms { get; init; }
}

/// <summary>A topic with e-mail subscriptions. Accepts only TLS.</summary>
public sealed class NotificationTopic : Construct
{
    public NotificationTopic(Construct scope, string id, NoticeTopicProps props)
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

    /// <summary>An explicit statement, because the CDK's EnforceSSL has no effect on a topic without other statements.</summary>
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
    /// A topic's default policy lets the account's alarms publish. The TLS statement replaces that policy, so that without this
    /// statement alarm notifications would be dropped silently.
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
