using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>A Map: runs its item processor for each item of an array. Its result is an array of the outputs.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html</remarks>
public sealed class MapState : State
{
    internal MapState(StateHead head)
        : base(head) { }

    /// <inheritdoc/>
    public override StateType Type => StateType.Map;

    /// <summary>The flow that runs for each item: the field ItemProcessor or Iterator.</summary>
    public required Flow Processor { get; init; }

    /// <summary>Whether the mode is DISTRIBUTED: each item runs as an execution of its own, outside this history.</summary>
    public bool IsDistributed { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Flow> Inner => [Processor];

    /// <summary>The label of a distributed Map's runs. Null uses the name of the state.</summary>
    public string? Label { get; init; }

    internal ItemsField Items { get; init; } = new ItemsField.ByPath(null);

    internal PayloadTemplate? ItemSelector { get; init; }

    internal WholeNumberField? MaxConcurrency { get; init; }

    internal WholeNumberField? ToleratedFailureCount { get; init; }

    internal PercentageField? ToleratedFailurePercentage { get; init; }
}
