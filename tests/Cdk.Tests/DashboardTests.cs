using PromptToImage.Contracts;

namespace PromptToImage.Cdk.Tests;

public sealed class DashboardTests(Synthesis synthesis)
{
    [Theory]
    [InlineData(MetricNames.Images, "StoreFunction")]
    [InlineData(MetricNames.GenerationLatency, "GenerateFunction")]
    [InlineData(MetricNames.EstimatedCost, "GenerateFunction")]
    [InlineData(MetricNames.Filtered, "GenerateFunction")]
    [InlineData(MetricNames.OldestPromptAge, "StartFunction")]
    [InlineData(MetricNames.Started, "StartFunction")]
    [InlineData(MetricNames.Rejected, "StartFunction")]
    public void Metrics_of_the_functions_are_shown(string metric, string function) =>
        Assert.Contains(
            $"\"{MetricNames.Namespace}\",\"{metric}\",\"{MetricNames.Dimension}\",\"${{{function}}}\"",
            Body,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("ApproximateAgeOfOldestMessage")]
    [InlineData("ApproximateNumberOfMessagesVisible")]
    [InlineData("ApproximateNumberOfMessagesNotVisible")]
    [InlineData("ExecutionsStarted")]
    [InlineData("ExecutionsSucceeded")]
    [InlineData("ExecutionsFailed")]
    [InlineData("Errors")]
    [InlineData("Duration")]
    public void Metrics_of_AWS_are_shown(string metric) => Assert.Contains($"\"{metric}\"", Body, StringComparison.Ordinal);

    [Fact]
    public void The_alarms_are_at_the_top() =>
        Assert.Contains(
            "arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:prompt-to-image-queue-age",
            Body,
            StringComparison.Ordinal
        );

    private string Body => LogicalId.Plain(synthesis.Pipeline.Named("AWS::CloudWatch::Dashboard", "prompt-to-image").Text("DashboardBody"));
}
