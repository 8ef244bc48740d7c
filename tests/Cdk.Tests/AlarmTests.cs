namespace PromptToImage.Cdk.Tests;

public sealed class AlarmTests(Synthesis synthesis)
{
    [Theory]
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
        5
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
    [InlineData("notify-errors", "AWS/Lambda Errors FunctionName=${NotifyFunction}", "Sum", 300, "GreaterThanOrEqualToThreshold", 1)]
    [InlineData(
        "notify-events-dropped",
        "AWS/Lambda AsyncEventsDropped FunctionName=${NotifyFunction}",
        "Sum",
        300,
        "GreaterThanOrEqualToThreshold",
        1
    )]
    [InlineData(
        "model-unavailable",
        "PromptToImage ModelUnavailable FunctionName=${GenerateFunction}",
        "Minimum",
        600,
        "GreaterThanOrEqualToThreshold",
        1
    )]
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
        var periods = name == "model-unavailable" ? 3 : 1;
        Assert.Equal(periods, alarm.Number("EvaluationPeriods"));
        Assert.Equal(periods, alarm.Number("DatapointsToAlarm"));
        Assert.Equal("notBreaching", alarm.Text("TreatMissingData"));
        var alerts = $"${{{synthesis.Pipeline.Topic("prompt-to-image-alerts").LogicalId}}}";
        Assert.Equal(alerts, Intrinsic.Many(alarm["AlarmActions"]!));
        Assert.Equal(alerts, Intrinsic.Many(alarm["OKActions"]!));
    }

    [Fact]
    public void The_alarm_on_the_oldest_prompt_watches_the_queue_and_the_prompts_that_Start_holds()
    {
        var alarm = synthesis.Pipeline.Alarm("prompt-to-image-queue-age");
        var metrics = alarm["Metrics"]!.AsArray();
        Assert.Equal("MAX([queue, start])", metrics.Single(metric => metric!["Expression"] is not null)!["Expression"]!.GetValue<string>());
        Assert.Equal(
            [("queue", "AWS/SQS", "ApproximateAgeOfOldestMessage"), ("start", "PromptToImage", "OldestPromptAge")],
            metrics
                .Where(metric => metric!["MetricStat"] is not null)
                .Select(metric => (Id: metric!["Id"]!.GetValue<string>(), Stat: metric["MetricStat"]!))
                .OrderBy(metric => metric.Id, StringComparer.Ordinal)
                .Select(metric =>
                    (
                        metric.Id,
                        metric.Stat["Metric"]!["Namespace"]!.GetValue<string>(),
                        metric.Stat["Metric"]!["MetricName"]!.GetValue<string>()
                    )
                )
        );
        Assert.All(
            metrics.Where(metric => metric!["MetricStat"] is not null).Select(metric => metric!["MetricStat"]!),
            stat =>
            {
                Assert.Equal("Maximum", stat["Stat"]!.GetValue<string>());
                Assert.Equal(60, stat["Period"]!.GetValue<int>());
            }
        );
        Assert.Equal("GreaterThanThreshold", alarm.Text("ComparisonOperator"));
        Assert.Equal(120, alarm.Number("Threshold"));
        Assert.Equal("notBreaching", alarm.Text("TreatMissingData"));
        var alerts = $"${{{synthesis.Pipeline.Topic("prompt-to-image-alerts").LogicalId}}}";
        Assert.Equal(alerts, Intrinsic.Many(alarm["AlarmActions"]!));
        Assert.Equal(alerts, Intrinsic.Many(alarm["OKActions"]!));
    }

    [Fact]
    public void There_are_no_other_alarms() => Assert.Equal(10, synthesis.Pipeline.Of("AWS::CloudWatch::Alarm").Count);

    [Fact]
    public void Every_alarm_points_to_its_paragraph_in_the_runbook()
    {
        var runbook = File.ReadAllText(Synthesis.Repository.Path("docs", "operations.md"));
        foreach (var alarm in synthesis.Pipeline.Of("AWS::CloudWatch::Alarm"))
        {
            var name = alarm.Text("AlarmName")["prompt-to-image-".Length..];
            Assert.Contains($" What to do: docs/operations.md, {name}. ", Description(alarm), StringComparison.Ordinal);
            Assert.Contains($"### {name}\n", runbook, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_alarm_has_a_link_to_the_dashboard_for_its_e_mail()
    {
        var dashboard = synthesis.OtherPipeline.One("AWS::CloudWatch::Dashboard").Text("DashboardName");
        foreach (var alarm in synthesis.OtherPipeline.Of("AWS::CloudWatch::Alarm").Append(synthesis.ModelWatch.One("AWS::CloudWatch::Alarm")))
        {
            Assert.EndsWith(
                " Dashboard: https://${AWS::Region}.console.aws.amazon.com/cloudwatch/home?region=${AWS::Region}"
                    + $"#dashboards/dashboard/{dashboard}",
                Description(alarm),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void The_threshold_of_the_oldest_prompt_is_a_setting()
    {
        var alarm = synthesis.OtherPipeline.Alarm("team18-prompt-to-image-queue-age");
        Assert.Equal(300, alarm.Number("Threshold"));
        Assert.StartsWith("The oldest prompt has waited for more than 300 s.", Description(alarm), StringComparison.Ordinal);
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

    private static string Description(TemplateResource alarm) => Intrinsic.Text(alarm["AlarmDescription"]);
}
