namespace PromptToImage.StatesLanguage.Definition;

/// <summary>Everything that is wrong with a definition, as it is found.</summary>
internal sealed class FaultCollector
{
    private readonly List<DefinitionFault> _faults = [];

    public IReadOnlyList<DefinitionFault> Faults => _faults;

    public bool Any => _faults.Count > 0;

    public void Add(string pointer, string message, string code = DefinitionFault.Schema) =>
        _faults.Add(new DefinitionFault(pointer, message, code));
}
