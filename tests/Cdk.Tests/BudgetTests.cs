namespace PromptToImage.Cdk.Tests;

public sealed class BudgetTests(Synthesis synthesis)
{
    [Fact]
    public void There_is_no_budget_without_an_amount() => Assert.Empty(synthesis.Pipeline.Of("AWS::Budgets::Budget"));

    [Fact]
    public void A_budget_of_the_whole_account_notifies_the_alerts_topic()
    {
        var budget = synthesis.OtherPipeline.One("AWS::Budgets::Budget");
        Assert.Equal("team18-prompt-to-image-budget", budget.Text("Budget", "BudgetName"));
        Assert.Equal("MONTHLY", budget.Text("Budget", "TimeUnit"));
        Assert.Equal("""{"Amount":200,"Unit":"USD"}""", budget["Budget", "BudgetLimit"]!.ToJsonString());
        Assert.Null(budget["Budget", "CostFilters"]);
        var topic = synthesis.OtherPipeline.Topic("team18-prompt-to-image-alerts").LogicalId;
        Assert.Equal(
            [$"ACTUAL 80 ${{{topic}}}", $"ACTUAL 100 ${{{topic}}}", $"FORECASTED 100 ${{{topic}}}"],
            budget["NotificationsWithSubscribers"]!
                .AsArray()
                .Select(notification =>
                    $"{Intrinsic.Text(notification!["Notification"]!["NotificationType"])} {notification["Notification"]!["Threshold"]} "
                    + Intrinsic.Text(notification["Subscribers"]![0]!["Address"])
                )
        );
    }

    [Fact]
    public void The_alerts_topic_lets_this_account_s_budgets_publish_before_the_budget_exists()
    {
        var topic = synthesis.OtherPipeline.Topic("team18-prompt-to-image-alerts").LogicalId;
        TemplateResource policy = Assert.Single(
            synthesis.OtherPipeline.Of("AWS::SNS::TopicPolicy"),
            policy => policy.Text("Topics", "0") == $"${{{topic}}}"
        );
        Assert.Contains(
            $"budgets.amazonaws.com: sns:Publish on ${{{topic}}} if aws:SourceAccount StringEquals ${{AWS::AccountId}} "
                + "and aws:SourceArn ArnLike arn:${AWS::Partition}:budgets::${AWS::AccountId}:*",
            Template.Statements(policy["PolicyDocument"])
        );
        Assert.Equal(
            policy.LogicalId,
            Assert.Single(synthesis.OtherPipeline.One("AWS::Budgets::Budget").Json["DependsOn"]!.AsArray())!.GetValue<string>()
        );
    }
}
