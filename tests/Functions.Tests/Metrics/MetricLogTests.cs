using PromptToImage.Contracts;
using PromptToImage.Functions.Metrics;
using PromptToImage.Functions.Tests.Fakes;

namespace PromptToImage.Functions.Tests.Metrics;

public sealed class MetricLogTests
{
    [Fact]
    public void A_line_has_the_embedded_metric_format()
    {
        using var output = new StringWriter();
        new MetricLog(output, new ManualTime()).Write(
            "prompt-to-image-generate",
            Metric.Milliseconds(MetricNames.GenerationLatency, 4500),
            Metric.Dollars(MetricNames.EstimatedCost, 0.04m)
        );
        Assert.Equal(
            """{"_aws":{"Timestamp":1795336200000,"CloudWatchMetrics":[{"Namespace":"PromptToImage","Dimensions":[["FunctionName"]],"Metrics":[{"Name":"GenerationLatency","Unit":"Milliseconds"},{"Name":"EstimatedCost","Unit":"None"}]}]},"FunctionName":"prompt-to-image-generate","GenerationLatency":4500,"EstimatedCost":0.04}""",
            output.ToString().TrimEnd()
        );
    }
}
