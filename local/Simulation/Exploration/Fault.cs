namespace PromptToImage.Simulation.Exploration;

/// <summary>A task that goes wrong in one way so many times in a row, from its first call on.</summary>
public sealed record Fault(string State, FaultKind Kind, string Error, int Times)
{
    public override string ToString() =>
        Kind switch
        {
            FaultKind.Error => $"'{State}' fails with {Error} {Count}",
            FaultKind.Silence => $"'{State}' never answers, {Count}",
            FaultKind.TooLarge => $"'{State}' answers with over 256 KiB {Count}",
            _ => $"'{State}' answers in a wrong shape {Count}",
        };

    private string Count => Times == 1 ? "once" : $"{Times} times in a row";
}
