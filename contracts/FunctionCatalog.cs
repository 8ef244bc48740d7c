using PromptToImage.Contracts.Flow;
using static PromptToImage.Contracts.SettingNames;

namespace PromptToImage.Contracts;

/// <summary>The five functions with their names, handlers, timeouts and settings.</summary>
public static class FunctionCatalog
{
    private const int Memory = 512;

    /// <summary>Generate and Store hold an image of several megabytes, Generate also its Base64 text.</summary>
    private const int ImageMemory = 1024;

    public static FunctionDescription Start { get; } =
        Describe(
            "Start",
            FlowNumbers.StartTimeout,
            Memory,
            [QueueUrl, DeadLetterQueueUrl, StateMachineArn, AlertsTopicArn],
            [MaxConcurrentExecutions, StartEnvironments, CountIntervalMilliseconds, ListDelayMilliseconds, RedriveCommandFormat]
        );

    public static FunctionDescription Validate { get; } = Describe("Validate", TimeSpan.FromSeconds(10), Memory, [], [ModelId]);

    /// <summary>The timeout allows for the slowest model and the upload of its image.</summary>
    public static FunctionDescription Generate { get; } =
        Describe("Generate", TimeSpan.FromSeconds(110), ImageMemory, [Bucket], [KeyPrefix, BedrockRegion, ImagePriceUsd]);

    public static FunctionDescription Store { get; } = Describe("Store", TimeSpan.FromSeconds(50), ImageMemory, [Bucket], [KeyPrefix]);

    public static FunctionDescription Notify { get; } =
        Describe(
            "Notify",
            TimeSpan.FromSeconds(25),
            Memory,
            [ResultsTopicArn, AlertsTopicArn, DeadLetterQueueUrl],
            [ExecutionUrlFormat, ImageUrlFormat, RedriveCommandFormat]
        );

    public static IReadOnlyList<FunctionDescription> All { get; } = [Start, Validate, Generate, Store, Notify];

    private static FunctionDescription Describe(
        string step,
        TimeSpan timeout,
        int memoryMiB,
        IReadOnlyList<string> required,
        IReadOnlyList<string> optional
    ) =>
        new(
            step.ToLowerInvariant(),
            $"PromptToImage.Functions::PromptToImage.Functions.{step}.{step}Function::HandleAsync",
            timeout,
            memoryMiB,
            required,
            optional
        );
}
