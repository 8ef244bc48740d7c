using PromptToImage.Contracts.Flow;
using static PromptToImage.Contracts.SettingNames;

namespace PromptToImage.Contracts;

/// <summary>The five functions with their names, handlers, timeouts and settings.</summary>
public static class FunctionCatalog
{
    public static FunctionDescription Start { get; } =
        Describe(
            "Start",
            FlowNumbers.StartTimeout,
            [QueueUrl, DeadLetterQueueUrl, StateMachineArn, AlertsTopicArn],
            [MaxConcurrentExecutions, StartEnvironments, CountIntervalMilliseconds, ListDelayMilliseconds, RedriveCommandFormat]
        );

    public static FunctionDescription Validate { get; } = Describe("Validate", TimeSpan.FromSeconds(10), [], [ModelId]);

    /// <summary>The timeout allows for the slowest model and the upload of its image.</summary>
    public static FunctionDescription Generate { get; } =
        Describe("Generate", TimeSpan.FromSeconds(110), [Bucket], [KeyPrefix, BedrockRegion, ImagePriceUsd]);

    public static FunctionDescription Store { get; } = Describe("Store", TimeSpan.FromSeconds(50), [Bucket], [KeyPrefix]);

    public static FunctionDescription Notify { get; } =
        Describe(
            "Notify",
            TimeSpan.FromSeconds(25),
            [ResultsTopicArn, AlertsTopicArn, DeadLetterQueueUrl],
            [ExecutionUrlFormat, ImageUrlFormat, RedriveCommandFormat]
        );

    public static IReadOnlyList<FunctionDescription> All { get; } = [Start, Validate, Generate, Store, Notify];

    private static FunctionDescription Describe(
        string step,
        TimeSpan timeout,
        IReadOnlyList<string> required,
        IReadOnlyList<string> optional
    ) =>
        new(
            step.ToLowerInvariant(),
            $"PromptToImage.Functions::PromptToImage.Functions.{step}.{step}Function::HandleAsync",
            timeout,
            required,
            optional
        );
}
