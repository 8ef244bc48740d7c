namespace PromptToImage.Cdk.Tests;

public sealed class AlarmTests(Synthesis synthesis)
{
    [Theory]
    [InlineData(
        "queue-age",
        "AWS/SQS ApproximateAgeOfOldestMessage QueueName=${QueueIntake.QueueName}",
        "Maximum",
        60,
        "GreaterThanThreshold",
        120
    )]
    [InlineData(
        "dead-letters-waiting",
        "AWS/SQS ApproximateNumberOfMessagesVisible QueueName=${QueueDeadLetters.QueueName}",
        "Maximum",
        60,
        "GreaterThanOrEqualToThreshold",
        1
    )]
    [InlineData(
        "executions-failed",
        "AWS/States ExecutionsFailed StateMachineArn=${StateMachine}",
        "Sum",
        300,
        "GreaterThanOrEqualToThreshold",
        1
    )]
    [InlineData(
        "executions-timed-out",
        "AWS/States ExecutionsTimedOut StateMachineArn=${StateMachine}",
        "Sum",
        300,
        "GreaterThanOrEqualToThreshold",
        1
    )]
    [InlineData(
        "executions-throttled",
        "AWS/States ExecutionThrottled StateMachineArn=${StateMachine}",
        "Sum",
        300,
        "GreaterThanOrEqualToThreshold",
        1
    )]
    [InlineData("start-errors", "AWS/Lambda Errors FunctionName=${StartFunction}", "Sum", 300, "GreaterThanOrEqualToThreshold", 1)]
    [InlineData(
        "legacy-model",
        "AWS/Bedrock LegacyModelInvocations ModelId=stability.stable-image-core-v1:1",
        "Sum",
        3600,
        "GreaterThanOrEqualToThreshold",
        1
    )]
    public void An_alarm_watches_its_metric_and_notifies_of_ALARM_and_OK(
        string name,
        string metric,
        string statistic,
        int period,
        string comparison,
        int threshold
    )
    {
        var alarm = synthesis.Pipeline.Alarm($"prompt-to-image-{name}");
        Assert.Equal(
            metric,
            LogicalId.Plain(
                $"{alarm.Text("Namespace")} {alarm.Text("MetricName")} "
                    + $"{alarm.Text("Dimensions", "0", "Name")}={alarm.Text("Dimensions", "0", "Value")}"
            )
        );
        Assert.Equal(statistic, alarm.Text("Statistic"));
        Assert.Equal(period, alarm.Number("Period"));
        Assert.Equal(comparison, alarm.Text("ComparisonOperator"));
        Assert.Equal(threshold, alarm.Number("Threshold"));
        Assert.Equal(1, alarm.Number("EvaluationPeriods"));
        Assert.Equal("notBreaching", alarm.Text("TreatMissingData"));
        var alerts = $"${{{synthesis.Pipeline.Topic("prompt-to-image-alerts").LogicalId}}}";
        Assert.Equal(alerts, Intrinsic.Many(alarm["AlarmActions"]!));
        Assert.Equal(alerts, Intrinsic.Many(alarm["OKActions"]!));
    }

    [Fact]
    public void There_are_no_other_alarms() => Assert.Equal(7, synthesis.Pipeline.Of("AWS::CloudWatch::Alarm").Count);

    [Fact]
    public void Every_alarm_points_to_its_paragraph_in_the_runbook()
    {
        var runbook = File.ReadAllText(Synthesis.Repository.Path("docs", "operations.md"));
        foreach (var alarm in synthesis.Pipeline.Of("AWS::CloudWatch::Alarm"))
        {
            var name = alarm.Text("AlarmName")["prompt-to-image-".Length..];
            Assert.EndsWith($"docs/operations.md, {name}.", alarm.Text("AlarmDescription"), StringComparison.Ordinal);
            Assert.Contains($"### {name}\n", runbook, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_threshold_of_the_oldest_prompt_is_a_setting()
    {
        var alarm = synthesis.OtherPipeline.Alarm("team18-prompt-to-image-queue-age");
        Assert.Equal(300, alarm.Number("Threshold"));
        Assert.StartsWith("The oldest prompt has waited for more than 300 s.", alarm.Text("AlarmDescription"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_legacy_model_alarm_exists_only_in_the_region_of_its_metric()
    {
        var alarm = synthesis.OtherPipeline.Alarm("team18-prompt-to-image-legacy-model");
        var condition = alarm.Json["Condition"]!.GetValue<string>();
        Assert.Equal(
            """[{"Ref":"AWS::Region"},"eu-west-1"]""",
            synthesis.OtherPipeline.Conditions![condition]!["Fn::Equals"]!.ToJsonString()
        );
    }

    [Fact]
    public void In_other_regions_a_second_stack_in_the_model_s_region_has_it_with_its_own_topic()
    {
        var alarm = synthesis.ModelWatch.One("AWS::CloudWatch::Alarm");
        Assert.Equal("team18-prompt-to-image-legacy-model", alarm.Text("AlarmName"));
        Assert.Null(alarm.Json["Condition"]);
        var topic = $"${{{synthesis.ModelWatch.One("AWS::SNS::Topic").LogicalId}}}";
        Assert.Equal(topic, Intrinsic.Many(alarm["AlarmActions"]!));
        Assert.Equal(topic, Intrinsic.Many(alarm["OKActions"]!));
        Assert.Equal("a@b.example", synthesis.ModelWatch.One("AWS::SNS::Subscription").Text("Endpoint"));
        Assert.Equal(2, Template.Statements(synthesis.ModelWatch.One("AWS::SNS::TopicPolicy")["PolicyDocument"]).Count);
    }
}
