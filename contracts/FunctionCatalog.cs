using PromptToImage.Contracts.Flow;
using static PromptToImage.Contracts.SettingNames;

namespace PromptToImage.Contracts;

/// <summary>The five functions: what each is called, where its handler is, how long it may take, what it reads.</summary>
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

    /// <summary>Its time is that of the slowest model, with the picture's way to the bucket.</summary>
    public static FunctionDescription Generate { get; } =
        Describe("Generate", TimeSpan.FromSeconds(110), [Bucket], [KeyPrefix, BedrockRegion, ImagePriceUsd]);

    public static FunctionDescription Store { get; } = Describe("Store", TimeSpan.FromSeconds(50), [Bucket], [KeyPrefix]);

    public static FunctionDescription Notify { get; } =
        Describe(
            "Notify",
            TimeSpan.FromSeconds(25),
            [ResultsTopicArn, AlertsTopicArn, DeadLetterQueueUrl],
            [ExecutionUrlFormat, RedriveCommandFormat]
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
