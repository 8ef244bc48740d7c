using System.Text.RegularExpressions;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Executions.StateMachines;

/// <summary>Publishes versions, and points aliases to them.</summary>
public sealed partial class StateMachineCatalog
{
    /// <summary>The quota of versions of one state machine,
    /// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html.</summary>
    public const int MaxVersions = 1000;

    /// <summary>The quota of aliases of one state machine.</summary>
    public const int MaxAliases = 100;

    // What clients send for the revision id of a state machine that was never updated.
    private const string InitialRevision = "INITIAL";

    /// <summary>
    /// Finds the state machine that an ARN names. For the ARN of an alias, one of its versions is drawn by their weights.
    /// </summary>
    /// <exception cref="AwsException">InvalidArn, StateMachineDoesNotExist.</exception>
    public StateMachineTarget Resolve(string arn)
    {
        if (StatesArn.QualifiedName(arn) is not { } name || Find(name.StateMachine) is not { } machine)
        {
            throw StatesErrors.StateMachineDoesNotExist(arn);
        }

        if (!name.IsQualified)
        {
            return new StateMachineTarget(machine, null, null);
        }

        var alias = name.Alias is null ? null : machine.Aliases.GetValueOrDefault(name.Alias);
        return (name.Version ?? alias?.VersionFor(_ids.NextNumber(100))) is { } number
            && machine.Versions.TryGetValue(number, out var version)
            ? new StateMachineTarget(Revision(version.RevisionKey) with { IsDeleting = machine.IsDeleting }, version, alias)
            : throw StatesErrors.StateMachineDoesNotExist(arn);
    }

    /// <summary>Publishes the current revision as a version. If it is published already, returns that version.</summary>
    /// <param name="arn">The state machine's ARN, without a version or an alias.</param>
    /// <param name="description">Null for none.</param>
    /// <param name="revisionId">The revision that must be the current one; null for any.</param>
    /// <exception cref="AwsException">
    /// InvalidArn, StateMachineDoesNotExist, StateMachineDeleting, ConflictException, ServiceQuotaExceededException.
    /// </exception>
    public async Task<StateMachineVersion> PublishVersionAsync(string arn, string? description = null, string? revisionId = null)
    {
        await _changing.WaitAsync();
        try
        {
            var machine = GetActive(arn);
            if (revisionId is not null && revisionId != (machine.RevisionId ?? InitialRevision))
            {
                throw StatesErrors.Conflict(
                    $"Failed to publish the State Machine version for revision {revisionId}. "
                        + $"The current State Machine revision is {machine.RevisionId ?? InitialRevision}."
                );
            }

            return await PublishAsync(machine, description);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Deletes a version. Its running executions continue. An unknown version is not an error, as on AWS.</summary>
    /// <exception cref="AwsException">InvalidArn; ConflictException if an alias points to the version.</exception>
    public async Task DeleteVersionAsync(string versionArn)
    {
        if (StatesArn.QualifiedName(versionArn) is not { } name)
        {
            return;
        }

        if (name.Version is not { } number)
        {
            throw StatesErrors.InvalidArn($"Resource type not valid in this context: {versionArn}");
        }

        await _changing.WaitAsync();
        try
        {
            if (Find(name.StateMachine) is not { } machine || !machine.Versions.ContainsKey(number))
            {
                return;
            }

            var aliases = machine.Aliases.Values.Where(alias => alias.Routes.Any(route => route.Version == number)).ToList();
            if (aliases.Count > 0)
            {
                throw StatesErrors.Conflict(
                    "Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: "
                        + $"[{string.Join(", ", aliases.Select(alias => alias.Name))}]"
                );
            }

            await _database.WriteAsync(session => StateMachineVersionStore.DeleteVersion(session, machine.Key, number));
            _byName[machine.Name] = machine with { Versions = machine.Versions.Remove(number) };
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Creates an alias. If an equal one exists, returns that.</summary>
    /// <param name="name">Letters, digits, <c>_</c>, <c>-</c> and <c>.</c>, and not a number.</param>
    /// <param name="description">Null for none.</param>
    /// <param name="routes">One or two version ARNs of the same state machine with their weights.</param>
    /// <exception cref="AwsException">
    /// ValidationException, InvalidArn, ResourceNotFound, StateMachineDeleting, ConflictException, ServiceQuotaExceededException.
    /// </exception>
    public async Task<StateMachineAlias> CreateAliasAsync(
        string name,
        string? description,
        params IReadOnlyList<KeyValuePair<string, int>> routes
    )
    {
        if (!AliasName().IsMatch(name) || name.Length > StepFunctionsName.MaxLength)
        {
            throw StatesErrors.Validation(
                $"1 validation error detected: Value '{name}' at 'name' failed to satisfy constraint: "
                    + $"Member must satisfy regular expression pattern: {AliasNamePattern}"
            );
        }

        await _changing.WaitAsync();
        try
        {
            var (machine, read) = AliasRouting.Read(routes, Find);
            if (machine.Aliases.GetValueOrDefault(name) is { } present)
            {
                return present.Description == description && present.Routes.SequenceEqual(read)
                    ? present
                    : throw StatesErrors.Conflict(
                        "Failed to create alias because an alias with the same name and a different routing configuration already exists."
                    );
            }

            if (machine.Aliases.Count >= MaxAliases)
            {
                throw StatesErrors.QuotaExceeded($"The state machine has the maximum number of aliases: {MaxAliases}");
            }

            var now = _time.GetUtcNow();
            var alias = new StateMachineAlias
            {
                Name = name,
                Description = description,
                Routes = read,
                CreationDate = now,
                UpdateDate = now,
            };
            return await SaveAliasAsync(machine, alias);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Changes an alias. A null leaves that part unchanged.</summary>
    /// <exception cref="AwsException">ValidationException, InvalidArn, ResourceNotFound, StateMachineDeleting.</exception>
    public async Task<StateMachineAlias> UpdateAliasAsync(
        string aliasArn,
        string? description,
        IReadOnlyList<KeyValuePair<string, int>>? routes
    )
    {
        if (description is null && routes is null)
        {
            throw StatesErrors.MissingRequiredParameter("Either the description or the RoutingConfiguration must be specified");
        }

        await _changing.WaitAsync();
        try
        {
            var (machine, present) = GetAlias(aliasArn);
            var changed = present with { Description = description ?? present.Description, UpdateDate = _time.GetUtcNow() };
            if (routes is not null)
            {
                var (routed, read) = AliasRouting.Read(routes, Find);
                if (routed.Key != machine.Key)
                {
                    throw StatesErrors.InvalidRouting("Routing configuration must contain versions of the alias's own state machine.");
                }

                changed = changed with { Routes = read };
            }

            return await SaveAliasAsync(machine, changed);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Deletes an alias. Its versions stay.</summary>
    /// <exception cref="AwsException">InvalidArn, ResourceNotFound.</exception>
    public async Task DeleteAliasAsync(string aliasArn)
    {
        await _changing.WaitAsync();
        try
        {
            var (machine, alias) = GetAlias(aliasArn);
            await _database.WriteAsync(session => StateMachineVersionStore.DeleteAlias(session, machine.Key, alias.Name));
            _byName[machine.Name] = machine with { Aliases = machine.Aliases.Remove(alias.Name) };
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <exception cref="AwsException">InvalidArn, ResourceNotFound.</exception>
    public StateMachineAlias DescribeAlias(string aliasArn) => GetAlias(aliasArn).Alias;

    private (StateMachineRecord Machine, StateMachineAlias Alias) GetAlias(string aliasArn)
    {
        if (StatesArn.QualifiedName(aliasArn) is not { } name)
        {
            throw StatesErrors.MissingResource();
        }

        if (name.Alias is null)
        {
            throw StatesErrors.InvalidArn($"Resource type not valid in this context: {aliasArn}");
        }

        return Find(name.StateMachine) is { } machine && machine.Aliases.TryGetValue(name.Alias, out var alias)
            ? (machine, alias)
            : throw StatesErrors.MissingResource();
    }

    private StateMachineRecord GetActive(string arn)
    {
        var machine = Get(arn);
        return machine.IsDeleting ? throw StatesErrors.StateMachineDeleting(arn) : machine;
    }

    private async Task<StateMachineVersion> PublishAsync(StateMachineRecord machine, string? description)
    {
        if (machine.PublishedVersion is { } present)
        {
            return present;
        }

        if (machine.Versions.Count >= MaxVersions)
        {
            throw StatesErrors.QuotaExceeded($"The state machine has the maximum number of versions: {MaxVersions}");
        }

        var now = _time.GetUtcNow();
        var version = await _database.WriteAsync(session => StateMachineVersionStore.Publish(session, machine, description, now));
        Remember(machine with { Versions = machine.Versions.Add(version.Number, version) });
        return version;
    }

    private async Task<StateMachineAlias> SaveAliasAsync(StateMachineRecord machine, StateMachineAlias alias)
    {
        if (machine.IsDeleting)
        {
            throw StatesErrors.StateMachineDeleting(machine.Arn);
        }

        await _database.WriteAsync(session => StateMachineVersionStore.SaveAlias(session, machine.Key, alias));
        _byName[machine.Name] = machine with { Aliases = machine.Aliases.SetItem(alias.Name, alias) };
        return alias;
    }

    private const string AliasNamePattern = @"^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$";

    [GeneratedRegex(AliasNamePattern)]
    private static partial Regex AliasName();
}
