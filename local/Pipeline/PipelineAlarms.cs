using System.Globalization;
using PromptToImage.CloudWatchModel;
using PromptToImage.Contracts;

namespace PromptToImage.Pipeline;

/// <summary>
/// The alarms that the stack deploys. The one on a legacy model is absent: its metric exists only in the region of the model.
/// </summary>
internal static class PipelineAlarms
{
    private const int ExecutionsFailed = 5;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    /// <summary>The metric of the age of a prompt that Start holds.</summary>
    public static MetricId OldestPromptAge { get; } =
        new(MetricNames.Namespace, MetricNames.OldestPromptAge, MetricNames.Dimension, PipelineNames.Function(FunctionCatalog.Start.Name));

    /// <param name="queueAgeThreshold">The age of the oldest prompt above which its alarm rings.</param>
    public static IReadOnlyList<AlarmDefinition> Create(TimeSpan queueAgeThreshold) =>
        [
            OldestPrompt(queueAgeThreshold),
            Alarm(
                "dead-letters-waiting",
                "There are prompts in the dead-letter queue.",
                QueueMetric("ApproximateNumberOfMessagesVisible", PipelineNames.DeadLetterQueue),
                Statistic.Maximum,
                Minute
            ),
            Alarm(
                "executions-failed",
                $"At least {ExecutionsFailed} prompts failed within five minutes.",
                ExecutionMetric("ExecutionsFailed"),
                Statistic.Sum,
                FiveMinutes,
                ExecutionsFailed
            ),
            Alarm(
                "executions-timed-out",
                "An execution took longer than its definition allows.",
                ExecutionMetric("ExecutionsTimedOut"),
                Statistic.Sum,
                FiveMinutes
            ),
            Alarm(
                "executions-throttled",
                "Step Functions throttles state transitions.",
                ExecutionMetric("ExecutionThrottled"),
                Statistic.Sum,
                FiveMinutes
            ),
            Alarm(
                "start-errors",
                "Start fails: prompts stay in the queue.",
                FunctionMetric("Errors", FunctionCatalog.Start),
                Statistic.Sum,
                FiveMinutes
            ),
            Alarm(
                "model-unavailable",
                "The model has not answered any call for 30 minutes.",
                new MetricId(
                    MetricNames.Namespace,
                    MetricNames.ModelUnavailable,
                    MetricNames.Dimension,
                    PipelineNames.Function(FunctionCatalog.Generate.Name)
                ),
                Statistic.Minimum,
                TimeSpan.FromMinutes(10)
            ) with
            {
                EvaluationPeriods = 3,
            },
            Alarm(
                "notify-errors",
                "Notify fails: a notice is late or missing.",
                FunctionMetric("Errors", FunctionCatalog.Notify),
                Statistic.Sum,
                FiveMinutes
            ),
            Alarm(
                "notify-events-dropped",
                "Notify did not handle an execution that ended without passing the dead-letter branch.",
                FunctionMetric("AsyncEventsDropped", FunctionCatalog.Notify),
                Statistic.Sum,
                FiveMinutes
            ),
        ];

    private static AlarmDefinition OldestPrompt(TimeSpan threshold)
    {
        var seconds = threshold.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Alarm(
            "queue-age",
            $"The oldest prompt has waited for more than {seconds} s.",
            OldestPromptAge,
            Statistic.Maximum,
            Minute,
            threshold.TotalSeconds
        ) with
        {
            Comparison = ComparisonOperator.GreaterThanThreshold,
            Metrics =
            [
                new MetricQuery
                {
                    Id = "queue",
                    Metric = new MetricStat(
                        QueueMetric("ApproximateAgeOfOldestMessage", PipelineNames.Queue),
                        Statistic.Maximum,
                        Minute
                    ),
                    ReturnData = false,
                },
                new MetricQuery
                {
                    Id = "start",
                    Metric = new MetricStat(OldestPromptAge, Statistic.Maximum, Minute),
                    ReturnData = false,
                },
                new MetricQuery { Id = "expr_1", Expression = "MAX([queue, start])" },
            ],
        };
    }

    private static AlarmDefinition Alarm(
        string name,
        string description,
        MetricId metric,
        Statistic statistic,
        TimeSpan period,
        double threshold = 1
    ) =>
        new()
        {
            Name = PipelineNames.Alarm(name),
            Description = $"{description} What to do: docs/operations.md, {name}.",
            Metrics = AlarmDefinition.OneMetric(metric, statistic, period),
            Threshold = threshold,
            Comparison = ComparisonOperator.GreaterThanOrEqualToThreshold,
            TreatMissingData = MissingDataTreatment.NotBreaching,
            AlarmActions = [PipelineNames.AlertsTopicArn],
            OkActions = [PipelineNames.AlertsTopicArn],
        };

    private static MetricId QueueMetric(string name, string queue) => new("AWS/SQS", name, "QueueName", queue);

    private static MetricId ExecutionMetric(string name) => new("AWS/States", name, "StateMachineArn", PipelineNames.StateMachineArn);

    private static MetricId FunctionMetric(string name, FunctionDescription function) =>
        new("AWS/Lambda", name, "FunctionName", PipelineNames.Function(function.Name));
}
