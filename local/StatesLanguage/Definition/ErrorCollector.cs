namespace PromptToImage.StatesLanguage.Definition;

/// <summary>Everything that is wrong with a definition, as it is found.</summary>
internal sealed class ErrorCollector
{
    private readonly List<DefinitionError> _errors = [];

    public IReadOnlyList<DefinitionError> Errors => _errors;

    public bool Any => _errors.Count > 0;

    public void Add(string pointer, string message, string code = DefinitionError.Schema) =>
        _errors.Add(new DefinitionError(pointer, message, code));
}
