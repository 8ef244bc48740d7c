using PromptToImage.AwsEmulator.Functions;
using PromptToImage.CloudWatchModel;

namespace PromptToImage.AwsEmulator.CloudWatch;

/// <summary>
/// Reports Lambda's metrics of invocations, https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html. Their time is that
/// of the invocation, as on Lambda.
/// </summary>
internal sealed class FunctionMetrics(MetricStore metrics, TimeProvider time)
{
    /// <summary>Adds an invocation that has ended.</summary>
    public void Add(FunctionInvocation invocation, FunctionResult result, TimeSpan duration)
    {
        var at = time.GetUtcNow() - duration;
        Put("Invocations", 1);
        Put("Errors", result.IsError ? 1 : 0);
        Put("Duration", duration.TotalMilliseconds);

        void Put(string name, double value) => metrics.Put(For(name, invocation.FunctionName), at, value);
    }

    /// <summary>Lambda's metric of a function.</summary>
    public static MetricId For(string name, string function) => new("AWS/Lambda", name, "FunctionName", function);
}
