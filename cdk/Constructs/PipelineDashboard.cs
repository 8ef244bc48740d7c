using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Constructs;
using PromptToImage.Contracts;

namespace PromptToImage.Cdk.Constructs;

/// <summary>The resources that <see cref="PipelineDashboard"/> shows.</summary>
public sealed record PipelineDashboardProps
{
    public required PipelineSettings Settings { get; init; }

    public required PromptQueue Queue { get; init; }

    public required PromptStateMachine StateMachine { get; init; }

    public required PipelineFunction Start { get; init; }

    public required PipelineFunction Validate { get; init; }

    public required PipelineFunction Generate { get; init; }

    public required PipelineFunction Store { get; init; }

    public required PipelineFunction Notify { get; init; }

    public required IReadOnlyList<IAlarm> Alarms { get; init; }
}

/// <summary>The CloudWatch dashboard: state, throughput, latency and cost of the pipeline.</summary>
public sealed class PipelineDashboard : Construct
{
    /// <summary>CloudWatch's grid has 24 columns.</summary>
    private const int Half = 12;

    private static readonly Duration FiveMinutes = Duration.Minutes(5);
    private static readonly Duration OneHour = Duration.Hours(1);

    public PipelineDashboard(Construct scope, string id, PipelineDashboardProps props)
        : base(scope, id)
    {
        PipelineFunction[] functions = [props.Start, props.Validate, props.Generate, props.Store, props.Notify];
        _ = new Dashboard(
            this,
            "Dashboard",
            new DashboardProps
            {
                DashboardName = props.Settings.Name(),
                DefaultInterval = Duration.Hours(12),
                Widgets =
                [
                    [
                        new AlarmStatusWidget(
                            new AlarmStatusWidgetProps
                            {
                                Title = "Alarms",
                                Width = 24,
                                Alarms = [.. props.Alarms],
                            }
                        ),
                    ],
                    [QueueDepth(props.Queue), QueueAge(props)],
                    [Prompts(props), Executions(props.StateMachine)],
                    [Latency(props.Generate), Cost(props.Generate)],
                    [
                        Graph(
                            "Function errors",
                            [.. functions.Select(function => function.Function.MetricErrors(Over(FiveMinutes, "Sum", LabelOf(function))))]
                        ),
                        Graph(
                            "Function duration, 95 of 100 (ms)",
                            [.. functions.Select(function => function.Function.MetricDuration(Over(FiveMinutes, "p95", LabelOf(function))))]
                        ),
                    ],
                ],
            }
        );
    }

    private static GraphWidget QueueDepth(PromptQueue queue) =>
        Graph(
            "Prompts in the queue",
            [
                queue.Intake.MetricApproximateNumberOfMessagesVisible(Over(FiveMinutes, "Maximum", "Waiting")),
                queue.Intake.MetricApproximateNumberOfMessagesNotVisible(Over(FiveMinutes, "Maximum", "Held by Start")),
                queue.DeadLetters.MetricApproximateNumberOfMessagesVisible(Over(FiveMinutes, "Maximum", "Dead letters")),
            ]
        );

    private static GraphWidget QueueAge(PipelineDashboardProps props) =>
        new(
            new GraphWidgetProps
            {
                Title = "Age of the oldest prompt (s)",
                Width = Half,
                Left =
                [
                    props.Queue.Intake.MetricApproximateAgeOfOldestMessage(Over(FiveMinutes, "Maximum", "In the queue")),
                    props.Start.Metric(MetricNames.OldestPromptAge, "Maximum", FiveMinutes, "Held by Start"),
                ],
                LeftAnnotations =
                [
                    new HorizontalAnnotation
                    {
                        Value = props.Settings.QueueAgeAlarmSeconds,
                        Label = "Alarm",
                        Color = Color.RED,
                    },
                ],
            }
        );

    private static GraphWidget Prompts(PipelineDashboardProps props) =>
        Graph(
            "Prompts an hour",
            [
                props.Store.Metric(MetricNames.Images, "Sum", OneHour, "Images stored"),
                props.Start.Metric(MetricNames.Started, "Sum", OneHour, "Started"),
                props.Start.Metric(MetricNames.Rejected, "Sum", OneHour, "Rejected"),
                props.Generate.Metric(MetricNames.Filtered, "Sum", OneHour, "Filtered"),
            ]
        );

    private static GraphWidget Executions(PromptStateMachine stateMachine) =>
        Graph(
            "Executions",
            [
                stateMachine.Machine.MetricStarted(Over(FiveMinutes, "Sum", "Started")),
                stateMachine.Machine.MetricSucceeded(Over(FiveMinutes, "Sum", "Succeeded")),
                stateMachine.Machine.MetricFailed(Over(FiveMinutes, "Sum", "Failed")),
                stateMachine.Machine.MetricTimedOut(Over(FiveMinutes, "Sum", "Timed out")),
                stateMachine.Machine.MetricAborted(Over(FiveMinutes, "Sum", "Stopped")),
            ]
        );

    private static GraphWidget Latency(PipelineFunction generate) =>
        Graph(
            "Generation (ms)",
            [
                generate.Metric(MetricNames.GenerationLatency, "p50", FiveMinutes, "Half of them within"),
                generate.Metric(MetricNames.GenerationLatency, "p95", FiveMinutes, "95 of 100 within"),
            ]
        );

    private static GraphWidget Cost(PipelineFunction generate) =>
        Graph("Estimated cost of images, an hour (US$)", [generate.Metric(MetricNames.EstimatedCost, "Sum", OneHour, "Images")]);

    private static GraphWidget Graph(string title, IMetric[] metrics) =>
        new(
            new GraphWidgetProps
            {
                Title = title,
                Width = Half,
                Left = metrics,
            }
        );

    private static MetricOptions Over(Duration period, string statistic, string label) =>
        new()
        {
            Period = period,
            Statistic = statistic,
            Label = label,
        };

    private static string LabelOf(PipelineFunction function) => function.Node.Id;
}
