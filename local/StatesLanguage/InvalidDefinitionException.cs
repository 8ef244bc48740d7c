namespace PromptToImage.StatesLanguage;

/// <summary>A definition that is refused, with everything that is wrong with it.</summary>
public sealed class InvalidDefinitionException(IReadOnlyList<DefinitionError> errors)
    : Exception($"Invalid State Machine Definition: {string.Join("; ", errors)}")
{
    public IReadOnlyList<DefinitionError> Errors { get; } = errors;
}
