using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.StatesLanguage;

/// <summary>The requirements of a host on a definition, in addition to the rules of the language.</summary>
public sealed record DefinitionRules
{
    /// <summary>Whether the type is EXPRESS, which has no patterns that wait for a job or a callback.</summary>
    public bool IsExpress { get; init; }

    /// <summary>Whether the host can call a resource; null accepts every resource.</summary>
    public Func<TaskResource, bool>? Offers { get; init; }
}
