namespace PromptToImage.AwsEmulator.Functions;

/// <summary>A name for one version of a function, or for two between which invocations are divided.</summary>
/// <param name="Name">The alias.</param>
/// <param name="Version">The number of a version, or <c>$LATEST</c>.</param>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html</remarks>
public sealed record FunctionAlias(string Name, string Version)
{
    public string Description { get; init; } = "";

    /// <summary>The second version; null for none.</summary>
    public string? AdditionalVersion { get; init; }

    /// <summary>The share of the invocations that the second version gets, from 0 to 1.</summary>
    public double AdditionalWeight { get; init; }

    /// <summary>The version for a number from 0 to below <paramref name="limit"/> that is drawn for each invocation.</summary>
    internal string VersionFor(int drawn, int limit) =>
        AdditionalVersion is { } additional && drawn < AdditionalWeight * limit ? additional : Version;

    internal bool Uses(string version) => Version == version || AdditionalVersion == version;
}
