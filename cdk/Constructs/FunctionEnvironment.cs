using System.Globalization;
using Amazon.CDK;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Flow;

namespace PromptToImage.Cdk.Constructs;

/// <summary>The environment variables of the functions. Each function gets only the settings that it reads.</summary>
public sealed class FunctionEnvironment(
    PipelineSettings settings,
    PromptQueue queue,
    ImageBucket bucket,
    NotificationTopic results,
    NotificationTopic alerts
)
{
    /// <summary>Set after the state machine exists, which needs the functions first.</summary>
    public string? StateMachineArn { get; set; }

    /// <summary>Every required setting of <paramref name="function"/>, and each optional one that this deployment has a value for.</summary>
    public IReadOnlyDictionary<string, string> For(FunctionDescription function)
    {
        Dictionary<string, string> values = [];
        foreach (var name in function.Settings)
        {
            if (Value(name) is { } value)
            {
                values.Add(name, value);
            }
            else if (function.Required.Contains(name))
            {
                throw new InvalidOperationException($"There is no value for the setting {name} of the function '{function.Name}'.");
            }
        }

        return values;
    }

    private string? Value(string name) =>
        name switch
        {
            SettingNames.QueueUrl => queue.Intake.QueueUrl,
            SettingNames.DeadLetterQueueUrl => queue.DeadLetters.QueueUrl,
            SettingNames.StateMachineArn => StateMachineArn,
            SettingNames.MaxConcurrentExecutions => settings.MaxConcurrentExecutions.ToString(CultureInfo.InvariantCulture),
            SettingNames.StartEnvironments => settings.StartConcurrency.ToString(CultureInfo.InvariantCulture),
            SettingNames.CountIntervalMilliseconds => Milliseconds(FlowNumbers.CountInterval),
            SettingNames.ListDelayMilliseconds => Milliseconds(FlowNumbers.ListDelay),
            SettingNames.ModelId => settings.ModelId,
            SettingNames.BedrockRegion => settings.BedrockRegion,
            SettingNames.Bucket => bucket.Bucket.BucketName,
            SettingNames.KeyPrefix => settings.KeyPrefix.Length > 0 ? settings.KeyPrefix : null,
            SettingNames.ResultsTopicArn => results.Topic.TopicArn,
            SettingNames.AlertsTopicArn => alerts.Topic.TopicArn,
            SettingNames.ImagePriceUsd => settings.ImagePriceUsd?.ToString(CultureInfo.InvariantCulture),
            SettingNames.ExecutionUrlFormat => ConsoleUrls.ForExecution(Aws.REGION, "{executionArn}"),
            SettingNames.ImageUrlFormat => ConsoleUrls.ForObject(Aws.REGION, "{bucket}", "{key}"),
            SettingNames.RedriveCommandFormat =>
                $"prompt-to-image dead-letters redrive {{id}} --queue-url {queue.Intake.QueueUrl} --dead-letter-queue-url "
                    + $"{queue.DeadLetters.QueueUrl}",
            _ => null,
        };

    private static string Milliseconds(TimeSpan duration) => duration.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
}
