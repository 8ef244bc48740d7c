using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Cdk.Constructs;

/// <summary>The name of a <see cref="NotificationTopic"/>, its subscribers and who may publish to it.</summary>
public sealed record NotificationTopicProps
{
    public required string Name { get; init; }

    /// <summary>The display name of the sender of its e-mails.</summary>
    public required string DisplayName { get; init; }

    public required IReadOnlyList<string> Emails { get; init; }

    /// <summary>The one <see cref="Outcome"/> that e-mails report; null for every message.</summary>
    public string? EmailOutcome { get; init; }

    /// <summary>The one <see cref="Outcome"/> that the webhook receives; null for every message.</summary>
    public string? WebhookOutcome { get; init; }

    /// <summary>The HTTPS endpoint that receives its messages; null for none. docs/webhooks.md describes them.</summary>
    public string? Webhook { get; init; }

    /// <summary>Whether CloudWatch alarms publish to it.</summary>
    public bool AdmitsAlarms { get; init; }
}

/// <summary>A topic with e-mail subscriptions and a webhook. Accepts only TLS.</summary>
public sealed class NotificationTopic : Construct
{
    /// <summary>
    /// SNS's default policy gives up after a minute. The retries of one delivery may take an hour at most:
    /// https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
    /// </summary>
    private static readonly Dictionary<string, object> EveryMinute = new()
    {
        ["healthyRetryPolicy"] = new Dictionary<string, object>
        {
            ["minDelayTarget"] = 60,
            ["maxDelayTarget"] = 60,
            ["numRetries"] = 50,
        },
    };

    public NotificationTopic(Construct scope, string id, NotificationTopicProps props)
        : base(scope, id)
    {
        Topic = new Topic(
            this,
            "Topic",
            new TopicProps
            {
                TopicName = props.Name,
                DisplayName = props.DisplayName,
                // SHA-256; version 1 is SHA-1.
                SignatureVersion = "2",
            }
        );
        DemandTls();
        foreach (var email in props.Emails)
        {
            Topic.AddSubscription(new EmailSubscription(email, new EmailSubscriptionProps { FilterPolicy = Only(props.EmailOutcome) }));
        }

        if (props.Webhook is { } webhook)
        {
            _ = new CfnSubscription(
                this,
                "Webhook",
                new CfnSubscriptionProps
                {
                    TopicArn = Topic.TopicArn,
                    Protocol = "https",
                    Endpoint = webhook,
                    DeliveryPolicy = EveryMinute,
                    FilterPolicy = props.WebhookOutcome is { } outcome
                        ? new Dictionary<string, object> { ["outcome"] = new[] { outcome } }
                        : null,
                }
            );
        }

        if (props.AdmitsAlarms)
        {
            AdmitAlarms();
        }
    }

    public Topic Topic { get; }

    private static Dictionary<string, SubscriptionFilter>? Only(string? outcome) =>
        outcome is null
            ? null
            : new() { ["outcome"] = SubscriptionFilter.StringFilter(new StringConditions { Allowlist = [outcome] }) };

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
        Admit(
            "AlarmsOfThisAccount",
            "cloudwatch.amazonaws.com",
            stack.FormatArn(
                new ArnComponents
                {
                    Service = "cloudwatch",
                    Resource = "alarm",
                    ResourceName = "*",
                    ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
                }
            )
        );
    }

    /// <summary>
    /// Lets the account's budgets publish:
    /// https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
    /// </summary>
    public void AdmitBudgets() =>
        Admit("BudgetsOfThisAccount", "budgets.amazonaws.com", $"arn:{Aws.PARTITION}:budgets::{Stack.Of(this).Account}:*");

    private void Admit(string id, string service, string sources) =>
        Topic.AddToResourcePolicy(
            new PolicyStatement(
                new PolicyStatementProps
                {
                    Sid = id,
                    Principals = [new ServicePrincipal(service)],
                    Actions = ["sns:Publish"],
                    Resources = [Topic.TopicArn],
                    Conditions = new Dictionary<string, object>
                    {
                        ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Stack.Of(this).Account },
                        ["ArnLike"] = new Dictionary<string, object> { ["aws:SourceArn"] = sources },
                    },
                }
            )
        );
}
