using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Amazon.CDK.AWS.SNS;
using Constructs;
using PromptToImage.Contracts;

namespace PromptToImage.Cdk.Constructs;

/// <summary>The resources that <see cref="PipelineAlarms"/> watches, and the topic that it informs.</summary>
public sealed record PipelineAlarmsProps
{
    public required PipelineSettings Settings { get; init; }

    public required PromptQueue Queue { get; init; }

    public required PromptStateMachine StateMachine { get; init; }

    public required PipelineFunction Start { get; init; }

    public required PipelineFunction Generate { get; init; }

    public required PipelineFunction Notify { get; init; }

    /// <summary>The topic that receives every change between OK and ALARM.</summary>
    public required ITopic Alerts { get; init; }
}

/// <summary>The alarms of the pipeline. docs/operations.md says what to do for each.</summary>
public sealed class PipelineAlarms : Construct
{
    private readonly PipelineSettings _settings;
    private readonly SnsAction _notifyAlerts;
    private readonly List<IAlarm> _alarms = [];

    public PipelineAlarms(Construct scope, string id, PipelineAlarmsProps props)
        : base(scope, id)
    {
        _settings = props.Settings;
        _notifyAlerts = new SnsAction(props.Alerts);
        var minute = Duration.Minutes(1);
        var fiveMinutes = Duration.Minutes(5);

        Add(
            "QueueAge",
            "queue-age",
            $"The oldest prompt has waited for more than {_settings.QueueAgeAlarmSeconds} s.",
            OldestPrompt(props, minute),
            _settings.QueueAgeAlarmSeconds,
            ComparisonOperator.GREATER_THAN_THRESHOLD
        );
        Add(
            "DeadLetters",
            "dead-letters-waiting",
            "There are prompts in the dead-letter queue.",
            props.Queue.DeadLetters.MetricApproximateNumberOfMessagesVisible(new MetricOptions { Statistic = "Maximum", Period = minute })
        );
        Add(
            "ExecutionsFailed",
            "executions-failed",
            $"At least {_settings.ExecutionsFailedAlarm} prompts failed within five minutes.",
            props.StateMachine.Machine.MetricFailed(new MetricOptions { Statistic = "Sum", Period = fiveMinutes }),
            _settings.ExecutionsFailedAlarm
        );
        Add(
            "ExecutionsTimedOut",
            "executions-timed-out",
            "An execution took longer than its definition allows.",
            props.StateMachine.Machine.MetricTimedOut(new MetricOptions { Statistic = "Sum", Period = fiveMinutes })
        );
        Add(
            "ExecutionsThrottled",
            "executions-throttled",
            "Step Functions throttles state transitions.",
            props.StateMachine.Machine.MetricThrottled(new MetricOptions { Statistic = "Sum", Period = fiveMinutes })
        );
        Add(
            "StartErrors",
            "start-errors",
            "Start fails: prompts stay in the queue.",
            props.Start.Function.MetricErrors(new MetricOptions { Statistic = "Sum", Period = fiveMinutes })
        );
        Add(
            "ModelUnavailable",
            "model-unavailable",
            "The model has not answered any call for 30 minutes.",
            props.Generate.Metric(MetricNames.ModelUnavailable, "Minimum", Duration.Minutes(10)),
            evaluationPeriods: 3
        );
        Add(
            "NotifyErrors",
            "notify-errors",
            "Notify fails: a notice is late or missing.",
            props.Notify.Function.MetricErrors(new MetricOptions { Statistic = "Sum", Period = fiveMinutes })
        );
        Add(
            "NotifyEventsDropped",
            "notify-events-dropped",
            "Notify did not handle an execution that ended without passing the dead-letter branch.",
            props.Notify.Function.Metric("AsyncEventsDropped", new MetricOptions { Statistic = "Sum", Period = fiveMinutes })
        );
    }

    /// <summary>
    /// All alarms in the order in which a prompt passes what they watch, by name, so that the dashboard does not depend on them.
    /// </summary>
    public IReadOnlyList<IAlarm> All => _alarms;

    /// <summary>
    /// The description of an alarm, which CloudWatch writes into its e-mail: what happened, what to do, and a link to the dashboard.
    /// Dashboards are global, so that the link also works from another region than the pipeline's:
    /// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html
    /// </summary>
    internal static string Describe(PipelineSettings settings, string name, string description) =>
        $"{description} What to do: docs/operations.md, {name}. Dashboard: {ConsoleUrls.ForDashboard(Aws.REGION, settings.Name())}";

    /// <summary>
    /// SQS leaves a message out of its metric that was received three times or more; Start reports the age of those that it holds. The
    /// expression has a value where one of both has.
    /// </summary>
    private static MathExpression OldestPrompt(PipelineAlarmsProps props, Duration period) =>
        new(
            new MathExpressionProps
            {
                Expression = "MAX([queue, start])",
                Label = "Age of the oldest prompt (s)",
                Period = period,
                UsingMetrics = new Dictionary<string, IMetric>
                {
                    ["queue"] = props.Queue.Intake.MetricApproximateAgeOfOldestMessage(
                        new MetricOptions { Statistic = "Maximum", Period = period }
                    ),
                    ["start"] = props.Start.Metric(MetricNames.OldestPromptAge, "Maximum", period),
                },
            }
        );

    private void Add(
        string id,
        string name,
        string description,
        IMetric metric,
        double threshold = 1,
        ComparisonOperator comparison = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        int evaluationPeriods = 1
    )
    {
        var alarm = new Alarm(
            this,
            id,
            new AlarmProps
            {
                AlarmName = _settings.Name(name),
                AlarmDescription = Describe(_settings, name, description),
                Metric = metric,
                Threshold = threshold,
                ComparisonOperator = comparison,
                EvaluationPeriods = evaluationPeriods,
                DatapointsToAlarm = evaluationPeriods,
                TreatMissingData = TreatMissingData.NOT_BREACHING,
            }
        );
        alarm.AddAlarmAction(_notifyAlerts);
        alarm.AddOkAction(_notifyAlerts);
        _alarms.Add(
            Alarm.FromAlarmArn(
                this,
                $"{id}ByName",
                Stack
                    .Of(this)
                    .FormatArn(
                        new ArnComponents
                        {
                            Service = "cloudwatch",
                            Resource = "alarm",
                            ResourceName = _settings.Name(name),
                            ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
                        }
                    )
            )
        );
    }
}
