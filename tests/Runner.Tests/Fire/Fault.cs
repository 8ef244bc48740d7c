namespace PromptToImage.Runner.Tests.Fire;

/// <summary>A difference between what a prompt became and what it must become.</summary>
/// <param name="Prompt">The prompt's id.</param>
internal sealed record Fault(string Prompt, FaultKind Kind, string Description)
{
    public override string ToString() => $"{Prompt} {Description}";
}

internal enum FaultKind
{
    /// <summary>The execution, the image, the dead letter or the notice is missing.</summary>
    Lost,

    /// <summary>There are more images, dead letters or notices than one.</summary>
    Doubled,

    /// <summary>The execution ended otherwise than expected, or was never sent.</summary>
    Wrong,
}
