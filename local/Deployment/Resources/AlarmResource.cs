using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.CloudWatchModel;
using PromptToImage.Deployment.Templates;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::CloudWatch::Alarm</c>: an alarm on a metric or on a metric math expression.</summary>
internal sealed class AlarmResource() : ResourceType("AWS::CloudWatch::Alarm", "Arn")
{
    public override async Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.AcceptWithoutEffect("Tags");
        var alarm = new AlarmDefinition
        {
            Name = request.NameFrom("AlarmName"),
            Description = properties.OptionalText("AlarmDescription") ?? "",
            Metrics = properties.Objects("Metrics") is { Count: > 0 } queries
                ? [.. queries.Select(ReadQuery)]
                : AlarmDefinition.OneMetric(ReadMetric(properties), ReadStatistic(properties, "Statistic"), ReadPeriod(properties)),
            EvaluationPeriods = properties.Number("EvaluationPeriods"),
            DatapointsToAlarm = properties.OptionalNumber("DatapointsToAlarm"),
            Threshold = properties.OptionalDouble("Threshold") ?? throw new TemplateException("Threshold is missing."),
            Comparison = Named<ComparisonOperator>(properties.Text("ComparisonOperator")),
            TreatMissingData = Named<MissingDataTreatment>(properties.OptionalText("TreatMissingData") ?? "missing"),
            ActionsEnabled = properties.OptionalFlag("ActionsEnabled") ?? true,
            AlarmActions = properties.Texts("AlarmActions"),
            OkActions = properties.Texts("OKActions"),
            InsufficientDataActions = properties.Texts("InsufficientDataActions"),
        };
        await request.Emulator.Alarms.PutAsync(alarm);
        return new DeployedResource(alarm.Name)
        {
            Attributes = new Dictionary<string, string> { ["Arn"] = AwsAccount.Arn("cloudwatch", $"alarm:{alarm.Name}") },
        };
    }

    public override Task DeleteAsync(string physicalId, Emulator emulator) => emulator.Alarms.DeleteAsync(physicalId);

    private static MetricQuery ReadQuery(Properties query)
    {
        var stat = query.Object("MetricStat");
        return new MetricQuery
        {
            Id = query.Text("Id"),
            Expression = query.OptionalText("Expression"),
            Label = query.OptionalText("Label"),
            ReturnData = query.OptionalFlag("ReturnData") ?? true,
            Metric = stat is null
                ? null
                : new MetricStat(
                    ReadMetric(stat.Object("Metric") ?? throw new TemplateException("a MetricStat has no Metric.")),
                    ReadStatistic(stat, "Stat"),
                    ReadPeriod(stat)
                ),
        };
    }

    private static MetricId ReadMetric(Properties metric) =>
        new(
            metric.Text("Namespace"),
            metric.Text("MetricName"),
            metric.Objects("Dimensions").ToDictionary(dimension => dimension.Text("Name"), dimension => dimension.Text("Value"))
        );

    private static Statistic ReadStatistic(Properties properties, string name) => Named<Statistic>(properties.Text(name));

    private static TimeSpan ReadPeriod(Properties properties) => TimeSpan.FromSeconds(properties.Number("Period"));

    /// <summary>The value with CloudWatch's name, which may begin with a small letter.</summary>
    private static T Named<T>(string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(name, ignoreCase: true, out var value) && !char.IsAsciiDigit(name[0])
            ? value
            : throw new TemplateException($"{name} is not supported on one machine; use {string.Join(", ", Enum.GetNames<T>())}.");
}
