namespace PromptToImage.AwsEmulator.Executions.StateMachines;

/// <summary>A name for one version of a state machine, or for two between which executions are divided.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-alias.html</remarks>
public sealed record StateMachineAlias
{
    public required string Name { get; init; }

    /// <summary>Null without one.</summary>
    public string? Description { get; init; }

    /// <summary>One or two versions of the state machine. Their weights add up to 100.</summary>
    public required IReadOnlyList<AliasRoute> Routes { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    public required DateTimeOffset UpdateDate { get; init; }

    /// <summary>The version for a number from 0 to 99 that is drawn for each execution.</summary>
    internal int VersionFor(int drawn) => drawn < Routes[0].Weight ? Routes[0].Version : Routes[^1].Version;
}

/// <summary>An entry of an alias's routing configuration.</summary>
/// <param name="Version">The number of the version.</param>
/// <param name="Weight">The share of the executions, in percent.</param>
public sealed record AliasRoute(int Version, int Weight);
