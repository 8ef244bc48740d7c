using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Amazon.CDK.AWS.SNS;
using Constructs;

namespace PromptToImage.Cdk.Constructs;

/// <summary>
/// Raises when the pipeline calls a legacy model, which AWS will remove, newer models with only 45 days of notice. Bedrock counts
/// such calls in the model's region, and an alarm reads metrics of its own region only.
/// Metric: https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring.html
/// </summary>
public sealed class LegacyModelAlarm : Construct
{
    public LegacyModelAlarm(Construct scope, string id, PipelineSettings settings, ITopic alerts)
        : base(scope, id)
    {
        Alarm = new Alarm(
            this,
            "Alarm",
            new AlarmProps
            {
                AlarmName = settings.Name("legacy-model"),
                AlarmDescription = PipelineAlarms.Describe(settings, "legacy-model", $"{settings.ModelId} has become a legacy model."),
                Metric = new Metric(
                    new MetricProps
                    {
                        Namespace = "AWS/Bedrock",
                        MetricName = "LegacyModelInvocations",
                        DimensionsMap = new Dictionary<string, string> { ["ModelId"] = settings.ModelId },
                        Statistic = "Sum",
                        Period = Duration.Hours(1),
                    }
                ),
                Threshold = 1,
                ComparisonOperator = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                EvaluationPeriods = 1,
                DatapointsToAlarm = 1,
                TreatMissingData = TreatMissingData.NOT_BREACHING,
            }
        );
        var tell = new SnsAction(alerts);
        Alarm.AddAlarmAction(tell);
        Alarm.AddOkAction(tell);
    }

    public Alarm Alarm { get; }

    /// <summary>Omits the alarm in regions where the metric does not exist.</summary>
    public void OnlyInRegion(string region) =>
        ((CfnAlarm)Alarm.Node.DefaultChild!).CfnOptions.Condition = new CfnCondition(
            this,
            "ModelIsHere",
            new CfnConditionProps { Expression = Fn.ConditionEquals(Aws.REGION, region) }
        );
}
