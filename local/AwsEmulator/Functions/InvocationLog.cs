using System.Globalization;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// The log lines that Lambda writes for an invocation,
/// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html.
/// </summary>
internal static class InvocationLog
{
    public static string For(FunctionInvocation invocation, TimeSpan duration) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"START RequestId: {invocation.RequestId} Version: {invocation.FunctionVersion}\nEND RequestId: {invocation.RequestId}\n"
                + $"REPORT RequestId: {invocation.RequestId}\tDuration: {duration.TotalMilliseconds:F2} ms\tBilled Duration: {Math.Ceiling(duration.TotalMilliseconds)} ms\t\n"
        );
}
