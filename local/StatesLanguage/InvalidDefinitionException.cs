namespace PromptToImage.StatesLanguage;

/// <summary>A definition that is refused, with everything that is wrong with it.</summary>
public sealed class InvalidDefinitionException(IReadOnlyList<DefinitionFault> faults)
    : Exception($"Invalid State Machine Definition: {string.Join("; ", faults)}")
{
    public IReadOnlyList<DefinitionFault> Faults { get; } = faults;
}
