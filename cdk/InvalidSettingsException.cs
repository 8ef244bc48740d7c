namespace PromptToImage.Cdk;

/// <summary>Settings that nothing can be synthesized from; the message lists every fault, a line each.</summary>
public sealed class InvalidSettingsException(IReadOnlyList<string> faults)
    : Exception(string.Join(Environment.NewLine, ["These settings cannot be used:", .. faults.Select(fault => $"  {fault}")]))
{
    /// <summary>One sentence each: the setting, the value that was given, what is wrong with it.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
