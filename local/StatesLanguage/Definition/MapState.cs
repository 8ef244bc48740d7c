using PromptToImage.StatesLanguage.Paths;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

public sealed class MapState : State
{
    internal MapState(StateHead head)
        : base(head) { }

    public override StateType Type => StateType.Map;

    public required Flow Processor { get; init; }

    /// <summary>Whether the items run as executions of their own, outside this one's history.</summary>
    public bool IsDistributed { get; init; }

    public override IReadOnlyList<Flow> Inner => [Processor];

    /// <summary>What a distributed Map's runs are called; its name where there is none.</summary>
    public string? Label { get; init; }

    internal JsonPath? ItemsPath { get; init; }

    internal PayloadTemplate? ItemSelector { get; init; }

    internal WholeNumber? MaxConcurrency { get; init; }

    internal WholeNumber? ToleratedFailureCount { get; init; }

    internal Percentage? ToleratedFailurePercentage { get; init; }
}
