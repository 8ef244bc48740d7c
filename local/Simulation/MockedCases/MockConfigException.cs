namespace PromptToImage.Simulation.MockedCases;

/// <summary>A mock configuration that cannot be used; lists every fault.</summary>
public sealed class MockConfigException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
