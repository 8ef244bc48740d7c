using System.Globalization;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Flow;
using PromptToImage.Pipeline.Options;
using static PromptToImage.AwsEmulator.Hosting.AwsAccount;

namespace PromptToImage.Pipeline;

/// <summary>The functions' environment variables on this machine.</summary>
public static class LocalSettings
{
    public static IReadOnlyDictionary<string, string> Create(Uri endpoint, RunOptions options)
    {
        var pacing = StartPacingSettings.ForOneProcess(options.MaxConcurrentExecutions);
        var url = endpoint.ToString().TrimEnd('/');
        var settings = new Dictionary<string, string>
        {
            [SettingNames.QueueUrl] = QueueUrl(endpoint, PipelineNames.Queue),
            [SettingNames.DeadLetterQueueUrl] = QueueUrl(endpoint, PipelineNames.DeadLetterQueue),
            [SettingNames.StateMachineArn] = PipelineNames.StateMachineArn,
            [SettingNames.MaxConcurrentExecutions] = Number(pacing.Limit),
            [SettingNames.StartEnvironments] = Number(pacing.Environments),
            [SettingNames.CountIntervalMilliseconds] = Number((int)pacing.CountInterval.TotalMilliseconds),
            [SettingNames.ListDelayMilliseconds] = Number((int)pacing.ListDelay.TotalMilliseconds),
            [SettingNames.Bucket] = PipelineNames.Bucket,
            [SettingNames.ResultsTopicArn] = PipelineNames.ResultsTopicArn,
            [SettingNames.AlertsTopicArn] = PipelineNames.AlertsTopicArn,
            [SettingNames.ExecutionUrlFormat] = $"{url}/console/executions/{{executionArn}}",
            [SettingNames.ImageUrlFormat] = $"{url}/console/data/executions/{{executionName}}/image",
            [SettingNames.RedriveCommandFormat] = $"prompt-to-image dead-letters redrive --local{Port(endpoint)} {{id}}",
            ["AWS_REGION"] = Region,
        };
        foreach (var service in (string[])["SQS", "SFN", "SNS", "S3"])
        {
            settings[$"AWS_ENDPOINT_URL_{service}"] = url;
        }

        // Without an endpoint setting the SDK calls the real Bedrock, with this machine's credentials.
        if (options.Bedrock == ModelSource.Local)
        {
            settings["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = url;
        }

        return settings;
    }

    public static string QueueUrl(Uri endpoint, string queue) => QueueService.UrlFor(endpoint, queue);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Port(Uri endpoint) =>
        endpoint.Port == RunOptions.DefaultPort ? "" : FormattableString.Invariant($" {endpoint.Port}");
}
