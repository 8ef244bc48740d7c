using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions.StateMachines;

/// <summary>
/// The state machines. All are in memory; a change is stored first. A stored definition that this program does not accept disables its
/// state machine until the next update. Thread-safe.
/// </summary>
public sealed partial class StateMachineCatalog : IDisposable
{
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly IdGenerator _ids;
    private readonly ConcurrentDictionary<string, StateMachineRecord> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, StateMachineRecord> _byRevision = new();
    private readonly ILogger<StateMachineCatalog> _logger;
    private readonly SemaphoreSlim _changing = new(1);
    private readonly DefinitionRules _rules;

    internal StateMachineCatalog(
        Database database,
        DefinitionRules rules,
        TimeProvider time,
        IdGenerator ids,
        ILogger<StateMachineCatalog> logger
    )
    {
        _rules = rules;
        _logger = logger;
        _database = database;
        _time = time;
        _ids = ids;
        database.Migrate("state machines", StateMachineStore.Migrations);
        foreach (var record in database.Read(StateMachineStore.Current))
        {
            Remember(record);
            CheckDefinition(record);
        }
    }

    /// <summary>All state machines, the newest first.</summary>
    public IReadOnlyList<StateMachineRecord> All => [.. _byName.Values.OrderByDescending(record => record.Key)];

    public StateMachineRecord? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Finds a state machine by its ARN without a version or an alias.</summary>
    /// <exception cref="AwsException">InvalidArn, StateMachineDoesNotExist.</exception>
    public StateMachineRecord Get(string arn) =>
        (StatesArn.QualifiedName(arn) is { IsQualified: false } name ? Find(name.StateMachine) : null)
        ?? throw StatesErrors.StateMachineDoesNotExist(arn);

    /// <summary>Creates a state machine. If an equal one exists, returns that.</summary>
    /// <exception cref="AwsException">InvalidName, InvalidDefinition, StateMachineAlreadyExists, StateMachineDeleting.</exception>
    public async Task<StateMachineRecord> CreateAsync(string name, string definition, string roleArn, StateMachineSettings? settings = null)
    {
        if (!StepFunctionsName.IsValid(name))
        {
            throw StatesErrors.InvalidName(name);
        }

        var machine = Parse(definition);
        settings ??= StateMachineSettings.Default;
        await _changing.WaitAsync();
        try
        {
            if (Find(name) is { } present)
            {
                if (present.IsDeleting)
                {
                    throw StatesErrors.StateMachineDeleting(present.Arn);
                }
                // As on AWS, the role and the tags are not compared.
                if (present.Definition == definition && present.Settings == settings)
                {
                    return present;
                }

                throw StatesErrors.StateMachineAlreadyExists(present.Arn);
            }

            var now = _time.GetUtcNow();
            return await SaveAsync(
                new StateMachineRecord
                {
                    Name = name,
                    Definition = definition,
                    Machine = machine,
                    RoleArn = roleArn,
                    CreationDate = now,
                    UpdateDate = now,
                    Settings = settings,
                }
            );
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>
    /// Creates a new revision, unless nothing changes. Running executions keep theirs. A null leaves that part unchanged.
    /// </summary>
    /// <exception cref="AwsException">
    /// StateMachineDoesNotExist, StateMachineDeleting, InvalidDefinition, MissingRequiredParameter.
    /// </exception>
    public async Task<StateMachineRecord> UpdateAsync(
        string arn,
        string? definition,
        string? roleArn,
        string? logging = null,
        string? tracing = null
    )
    {
        if (definition is null && roleArn is null && logging is null && tracing is null)
        {
            throw StatesErrors.MissingRequiredParameter(
                "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified"
            );
        }

        var machine = definition is null ? null : Parse(definition);
        await _changing.WaitAsync();
        try
        {
            var present = GetActive(arn);
            var updated = present with
            {
                Definition = definition ?? present.Definition,
                RoleArn = roleArn ?? present.RoleArn,
                Settings = new StateMachineSettings(logging ?? present.Settings.Logging, tracing ?? present.Settings.Tracing),
                UpdateDate = _time.GetUtcNow(),
            };
            return updated.IsSameRevisionAs(present)
                ? updated
                : await SaveAsync(updated with { Machine = machine ?? present.Machine, RevisionId = _ids.Next() });
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Creates a state machine, or updates an existing one, as a deployment does.</summary>
    /// <exception cref="AwsException">InvalidName, InvalidDefinition, StateMachineDeleting.</exception>
    public async Task<StateMachineRecord> DeployAsync(string name, string definition, string roleArn)
    {
        if (Find(name) is not { } present)
        {
            return await CreateAsync(name, definition, roleArn);
        }

        return present.Definition == definition && present.RoleArn == roleArn
            ? present
            : await UpdateAsync(present.Arn, definition, roleArn);
    }

    /// <summary>
    /// Starts the deletion of a state machine with its versions and aliases. The name can be used again when no execution is running. As on
    /// AWS, an unknown state machine is not an error.
    /// </summary>
    public async Task DeleteAsync(string arn)
    {
        await _changing.WaitAsync();
        try
        {
            if (
                StatesArn.QualifiedName(arn) is not { IsQualified: false } name
                || Find(name.StateMachine) is not { IsDeleting: false } present
            )
            {
                return;
            }

            await _database.WriteAsync(session => StateMachineStore.MarkDeleting(session, present.Key));
            _byName[present.Name] = present with { IsDeleting = true };
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Ends the deletion of a state machine without running executions.</summary>
    internal async Task RemoveDeletedAsync(string name)
    {
        await _changing.WaitAsync();
        try
        {
            if (Find(name) is not { IsDeleting: true } present)
            {
                return;
            }

            await _database.WriteAsync(session => StateMachineStore.ReleaseName(session, present.Key));
            _byName.TryRemove(name, out _);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <exception cref="AwsException">InvalidArn, ResourceNotFound.</exception>
    public IReadOnlyDictionary<string, string> Tags(string arn) => _database.Read(session => StateMachineTags.Read(session, Tagged(arn)));

    /// <exception cref="AwsException">InvalidArn, ResourceNotFound, TooManyTags.</exception>
    public Task TagAsync(string arn, IReadOnlyDictionary<string, string> added, IReadOnlyCollection<string> removed)
    {
        var machine = Tagged(arn);
        return _database.WriteAsync(session => StateMachineTags.Change(session, machine, added, removed));
    }

    public void Dispose() => _changing.Dispose();

    /// <summary>A revision by its key.</summary>
    /// <exception cref="InvalidDataException">The revision does not exist.</exception>
    internal StateMachineRecord Revision(long revision) =>
        _byRevision.GetOrAdd(
            revision,
            key =>
                _database.Read(session => StateMachineStore.Revision(session, key))
                ?? throw new InvalidDataException($"State machine revision {key} does not exist.")
        );

    private StateMachineRecord Tagged(string arn) =>
        (StatesArn.QualifiedName(arn) is { IsQualified: false } name ? Find(name.StateMachine) : null)
        ?? throw StatesErrors.ResourceNotFound(arn);

    /// <summary>Validates a definition as CreateStateMachine does.</summary>
    /// <param name="definition">The definition's text.</param>
    /// <param name="isExpress">Whether the definition is for a state machine of type EXPRESS.</param>
    public IReadOnlyList<DefinitionError> Validate(string definition, bool isExpress = false) =>
        StateMachine.Validate(definition, _rules with { IsExpress = isExpress });

    private StateMachine Parse(string definition)
    {
        try
        {
            return StateMachine.Parse(definition, _rules);
        }
        catch (InvalidDefinitionException e)
        {
            throw StatesErrors.InvalidDefinition(e.Errors);
        }
    }

    private void CheckDefinition(StateMachineRecord record)
    {
        try
        {
            _ = record.Machine;
        }
        catch (InvalidDefinitionException e)
        {
            LogInvalidDefinition(e, record.Name);
        }
    }

    private async Task<StateMachineRecord> SaveAsync(StateMachineRecord record)
    {
        var saved = await _database.WriteAsync(session => StateMachineStore.Save(session, record));
        Remember(saved);
        return saved;
    }

    private void Remember(StateMachineRecord record)
    {
        _byName[record.Name] = record;
        _byRevision[record.RevisionKey] = record;
    }

    [LoggerMessage(LogLevel.Critical, "The stored definition of the state machine {name} is invalid. Update it to run executions")]
    private partial void LogInvalidDefinition(Exception exception, string name);
}
