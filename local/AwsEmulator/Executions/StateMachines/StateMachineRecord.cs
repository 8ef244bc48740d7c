using System.Collections.Immutable;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions.StateMachines;

/// <summary>A state machine at one of its revisions. Executions keep the revision that they were started with.</summary>
public sealed record StateMachineRecord
{
    private StateMachine? _machine;

    internal long Key { get; init; }

    internal long RevisionKey { get; init; }

    public required string Name { get; init; }

    public string Arn => StatesArn.ForStateMachine(Name);

    /// <summary>The definition's text as it was sent.</summary>
    public required string Definition { get; init; }

    /// <summary>The definition, parsed once per revision.</summary>
    /// <exception cref="InvalidDefinitionException">This program does not accept the stored definition.</exception>
    public StateMachine Machine
    {
        get => _machine ??= StateMachine.Parse(Definition);
        init => _machine = value;
    }

    public required string RoleArn { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    public required DateTimeOffset UpdateDate { get; init; }

    /// <summary>Null until the first update, as on AWS.</summary>
    public string? RevisionId { get; init; }

    /// <summary>The logging and tracing configuration. They are stored and returned, and have no effect on one machine.</summary>
    public required StateMachineSettings Settings { get; init; }

    /// <summary>The published versions by number. Only the current revision has them.</summary>
    public ImmutableSortedDictionary<int, StateMachineVersion> Versions { get; init; } =
        ImmutableSortedDictionary<int, StateMachineVersion>.Empty;

    /// <summary>The aliases by name. Only the current revision has them.</summary>
    public ImmutableSortedDictionary<string, StateMachineAlias> Aliases { get; init; } =
        ImmutableSortedDictionary.Create<string, StateMachineAlias>(StringComparer.Ordinal);

    /// <summary>The version that was published from this revision; null if the revision is not published.</summary>
    public StateMachineVersion? PublishedVersion => Versions.Values.FirstOrDefault(version => version.RevisionKey == RevisionKey);

    /// <summary>Whether an update to these values changes nothing. Then it has no new revision.</summary>
    internal bool IsSameRevisionAs(StateMachineRecord other) =>
        Definition == other.Definition && RoleArn == other.RoleArn && Settings == other.Settings;

    /// <summary>Whether the state machine is deleted when its running executions have ended.</summary>
    public bool IsDeleting { get; init; }
}
