namespace PromptToImage.CloudWatchModel.Tests;

public sealed class MetricIdTests
{
    private static readonly MetricId Metric = new(
        "AWS/Lambda",
        "Errors",
        new Dictionary<string, string> { ["Resource"] = "work:live", ["FunctionName"] = "work" }
    );

    [Fact]
    public void Metrics_are_equal_if_their_dimensions_are_in_any_order()
    {
        var other = new MetricId(
            "AWS/Lambda",
            "Errors",
            new Dictionary<string, string> { ["FunctionName"] = "work", ["Resource"] = "work:live" }
        );
        Assert.Equal(Metric, other);
        Assert.Equal(Metric.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void Another_value_of_a_dimension_is_another_metric() =>
        Assert.NotEqual(new MetricId("AWS/Lambda", "Errors", "FunctionName", "a"), new MetricId("AWS/Lambda", "Errors", "FunctionName", "b"));

    [Fact]
    public void A_metric_without_a_dimension_is_another_metric() =>
        Assert.NotEqual(Metric, new MetricId("AWS/Lambda", "Errors", "FunctionName", "work"));

    [Fact]
    public void A_key_gives_the_metric_again() => Assert.Equal(Metric, MetricId.FromKey(Metric.Key));

    [Fact]
    public void The_text_is_for_people() => Assert.Equal("AWS/Lambda Errors, FunctionName = work, Resource = work:live", Metric.ToString());
}
