using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Amazon.CDK.AWS.SNS;
using Constructs;

namespace PromptToImage.Cdk.Constructs;

/// <summary>
/// Tells when the model that is called has become a legacy one: it will be gone, newer models with 45 days of notice
/// only. Bedrock counts such calls in the model's own region, and an alarm sees its own region's metrics alone.
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
                AlarmDescription = $"{settings.ModelId} has become a legacy model. What to do: docs/operations.md, legacy-model.",
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
        SnsAction tell = new(alerts);
        Alarm.AddAlarmAction(tell);
        Alarm.AddOkAction(tell);
    }

    public Alarm Alarm { get; }

    /// <summary>Leaves the alarm out where it could never see the metric.</summary>
    public void OnlyInRegion(string region) =>
        ((CfnAlarm)Alarm.Node.DefaultChild!).CfnOptions.Condition = new CfnCondition(
            this,
            "ModelIsHere",
            new CfnConditionProps { Expression = Fn.ConditionEquals(Aws.REGION, region) }
        );
}
