using Amazon.CDK;
using Amazon.CDK.AWS.Budgets;
using Constructs;

namespace PromptToImage.Cdk.Constructs;

/// <summary>
/// Notifies the alerts topic of the account's monthly cost. It covers the whole account, because the model is charged through AWS
/// Marketplace and has none of the stack's tags.
/// </summary>
public sealed class MonthlyBudget : Construct
{
    /// <param name="scope">The stack.</param>
    /// <param name="id">The construct's id.</param>
    /// <param name="settings">The names of the deployment.</param>
    /// <param name="amountUsd">The monthly amount in US dollars.</param>
    /// <param name="alerts">The topic to notify.</param>
    public MonthlyBudget(Construct scope, string id, PipelineSettings settings, decimal amountUsd, NotificationTopic alerts)
        : base(scope, id)
    {
        alerts.AdmitBudgets();
        var budget = new CfnBudget(
            this,
            "Budget",
            new CfnBudgetProps
            {
                Budget = new CfnBudget.BudgetDataProperty
                {
                    BudgetName = settings.Name("budget"),
                    BudgetType = "COST",
                    TimeUnit = "MONTHLY",
                    BudgetLimit = new CfnBudget.SpendProperty { Amount = (double)amountUsd, Unit = "USD" },
                },
                // The CDK's tags of the stack do not reach a budget.
                ResourceTags = new[] { new CfnBudget.ResourceTagProperty { Key = ApplicationTag.Key, Value = settings.Name() } },
                NotificationsWithSubscribers = new[]
                {
                    Notify("ACTUAL", 80, alerts),
                    Notify("ACTUAL", 100, alerts),
                    Notify("FORECASTED", 100, alerts),
                },
            }
        );
        // The topic's policy comes first: AWS Budgets may not publish to the topic without it.
        budget.AddDependency((CfnResource)alerts.Topic.Node.FindChild("Policy").Node.DefaultChild!);
    }

    private static CfnBudget.NotificationWithSubscribersProperty Notify(string type, double percent, NotificationTopic alerts) =>
        new()
        {
            Notification = new CfnBudget.NotificationProperty
            {
                NotificationType = type,
                ComparisonOperator = "GREATER_THAN",
                Threshold = percent,
                ThresholdType = "PERCENTAGE",
            },
            Subscribers = new[]
            {
                new CfnBudget.SubscriberProperty { SubscriptionType = "SNS", Address = alerts.Topic.TopicArn },
            },
        };
}
