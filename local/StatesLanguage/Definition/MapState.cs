using PromptToImage.StatesLanguage.Paths;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

public sealed class MapState : State
{
    internal MapState(StateHead head)
        : base(head) { }

    public override StateType Type => StateType.Map;

    public required Flow Processor { get; init; }

    /// <summary>Whether each item runs as an execution of its own, outside this history.</summary>
    public bool IsDistributed { get; init; }

    public override IReadOnlyList<Flow> Inner => [Processor];

    /// <summary>The label of a distributed Map's runs. Null uses the name of the state.</summary>
    public string? Label { get; init; }

    internal JsonPath? ItemsPath { get; init; }

    internal PayloadTemplate? ItemSelector { get; init; }

    internal WholeNumber? MaxConcurrency { get; init; }

    internal WholeNumber? ToleratedFailureCount { get; init; }

    internal Percentage? ToleratedFailurePercentage { get; init; }
}
