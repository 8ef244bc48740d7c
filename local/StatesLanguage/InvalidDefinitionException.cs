namespace PromptToImage.StatesLanguage;

/// <summary>A definition is invalid. The exception has every error that was found.</summary>
/// <param name="errors">At least one error.</param>
public sealed class InvalidDefinitionException(IReadOnlyList<DefinitionError> errors)
    : Exception($"Invalid State Machine Definition: {string.Join("; ", errors)}")
{
    /// <summary>The errors, in the order in which the definition was read.</summary>
    public IReadOnlyList<DefinitionError> Errors { get; } = errors;
}
