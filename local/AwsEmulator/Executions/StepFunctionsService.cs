using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Executions.StateMachines;
using PromptToImage.AwsEmulator.Executions.TestState;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.AwsEmulator.Rules;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.Testing;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// Step Functions on this machine: state machines, executions and their histories. Errors are <see cref="AwsException"/>s with the codes
/// and messages of Step Functions. Thread-safe.
/// </summary>
public sealed partial class StepFunctionsService : IAsyncDisposable
{
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly IdGenerator _ids;
    private readonly ExecutionOptions _options;
    private readonly ExecutionEventStore _store;
    private readonly long _lastKeyBefore;
    private readonly ILogger<StepFunctionsService> _logger;
    private readonly ExecutionHost _host;
    private readonly TestStateRunner _tests;
    private volatile bool _isResumed;

    public StepFunctionsService(
        Database database,
        TaskIntegrations integrations,
        RuleService rules,
        ExecutionOptions options,
        TimeProvider time,
        IdGenerator ids,
        ILoggerFactory loggers
    )
    {
        _database = database;
        _time = time;
        _ids = ids;
        _options = options;
        var definitionRules = new DefinitionRules { Offers = integrations.Offers };
        StateMachines = new StateMachineCatalog(database, definitionRules, time, ids, loggers.CreateLogger<StateMachineCatalog>());
        Changes = new ExecutionFeed(loggers.CreateLogger<ExecutionFeed>());
        _logger = loggers.CreateLogger<StepFunctionsService>();
        _store = new ExecutionEventStore(database, rules, time, ids);
        _lastKeyBefore = _store.LastKey;
        _host = new ExecutionHost(_store, new TaskRunner(integrations), Changes, options, time, loggers);
        _tests = new TestStateRunner(integrations, ids, time);
        _host.Ended += execution => _ = RemoveDeletedAsync(execution.StateMachineName);
    }

    public StateMachineCatalog StateMachines { get; }

    /// <summary>Every stored change of every execution.</summary>
    public ExecutionFeed Changes { get; }

    /// <summary>
    /// Continues the executions of the earlier process. Called once, after the functions that tasks invoke are registered.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The database cannot be read.</exception>
    public void Start()
    {
        _host.Resume(
            StateMachines.All.SelectMany(machine =>
                _database.Read(session => ExecutionStore.Running(session, machine.Name, machine.Key, _lastKeyBefore))
            ),
            execution => (StateMachines.Revision(execution.RevisionKey), _store.ReadForReplay(execution))
        );
        foreach (var machine in StateMachines.All)
        {
            _ = RemoveDeletedAsync(machine.Name);
        }

        _isResumed = true;
    }

    /// <summary>
    /// Starts an execution. If an execution with the same name and input is running, that one is returned.
    /// </summary>
    /// <param name="stateMachineArn">The ARN of a state machine, which then runs its current revision, of a version or of an alias.</param>
    /// <param name="name">Null for a UUID.</param>
    /// <param name="input">JSON text.</param>
    /// <exception cref="AwsException">
    /// InvalidArn, StateMachineDoesNotExist, StateMachineDeleting, InvalidName, InvalidExecutionInput, ExecutionAlreadyExists.
    /// </exception>
    public async Task<ExecutionRecord> StartAsync(string stateMachineArn, string? name, string input)
    {
        var target = StateMachines.Resolve(stateMachineArn);
        var machine = target.Machine;
        if (machine.IsDeleting)
        {
            throw StatesErrors.StateMachineDeleting(stateMachineArn);
        }

        if (name is not null && !StepFunctionsName.IsValid(name))
        {
            throw StatesErrors.InvalidName(name);
        }

        _ = ReadJson(input, StatesErrors.InvalidExecutionInput);
        var record = new ExecutionRecord
        {
            Key = _store.NextKey(),
            MachineKey = machine.Key,
            RevisionKey = machine.RevisionKey,
            StateMachineName = machine.Name,
            Version = target.Version?.Number,
            Alias = target.Alias?.Name,
            Name = name ?? _ids.Next(),
            Status = ExecutionStatus.Running,
            StartDate = _time.GetUtcMilliseconds(),
            Title = Title(input),
        };
        if (await _host.StartAsync(machine, record, input))
        {
            return record;
        }

        var present = Describe(record.Arn);
        if (present.Execution.Status != ExecutionStatus.Running || present.Input != input)
        {
            throw StatesErrors.ExecutionAlreadyExists(record.Arn);
        }

        return present.Execution;
    }

    /// <exception cref="AwsException">InvalidArn, ExecutionDoesNotExist.</exception>
    public ExecutionDetails Describe(string executionArn)
    {
        var (machine, name) = Locate(executionArn);
        return TryDescribe(machine.Name, name) ?? throw StatesErrors.ExecutionDoesNotExist(executionArn);
    }

    /// <summary>Finds an execution by its state machine's name and its own; null if it does not exist.</summary>
    public ExecutionDetails? TryDescribe(string stateMachineName, string name) =>
        StateMachines.Find(stateMachineName) is { } machine
            ? _database.Read(session =>
                ExecutionStore.FindDetails(session, machine.Name, machine.Key, name) is { } details
                    ? details with
                    {
                        NotRedrivableReason = RedriveRules.FindReason(session, details.Execution, machine.IsDeleting, _time.GetUtcMilliseconds()),
                    }
                    : null
            )
            : null;

    /// <summary>The revision of the state machine that an execution runs.</summary>
    /// <exception cref="AwsException">InvalidArn, ExecutionDoesNotExist.</exception>
    public StateMachineRecord StateMachineForExecution(string executionArn) => StateMachines.Revision(Find(executionArn).RevisionKey);

    /// <summary>The states of a running execution that wait for a retry; empty after its end.</summary>
    public IReadOnlyList<PendingRetry> PendingRetries(string executionArn) => _host.PendingRetries(executionArn);

    /// <summary>Lists executions page by page. Each page costs the same, except with <see cref="ExecutionOrder.LongestFirst"/>.</summary>
    /// <exception cref="AwsException">StateMachineDoesNotExist, InvalidToken.</exception>
    public ExecutionPage List(ExecutionQuery query)
    {
        var machine =
            StateMachines.Find(query.StateMachineName)
            ?? throw StatesErrors.StateMachineDoesNotExist(StatesArn.ForStateMachine(query.StateMachineName));
        if (PageToken.Read(query.ListName, query.PreviousToken) is { } following)
        {
            var previous = _database.Read(session => ExecutionStore.ListBefore(session, machine.Key, query, following, query.MaxResults + 1));
            if (previous.Count > query.MaxResults)
            {
                return Page(query, previous[1..], hasNext: true, hasPrevious: true);
            }
        }

        // Fewer executions than a page has are on the first page.
        var after = query.PreviousToken is null ? PageToken.Read(query.ListName, query.NextToken) : null;
        var found = _database.Read(session => ExecutionStore.ListAfter(session, machine.Key, query, after, query.MaxResults + 1));
        var hasNext = found.Count > query.MaxResults;
        return Page(query, hasNext ? found[..^1] : found, hasNext, hasPrevious: after is not null);
    }

    private static ExecutionPage Page(ExecutionQuery query, List<ExecutionRecord> found, bool hasNext, bool hasPrevious) =>
        new(
            found,
            hasNext ? PageToken.Create(query.ListName, found[^1].Key) : null,
            hasPrevious && found.Count > 0 ? PageToken.Create(query.ListName, found[0].Key) : null
        );

    /// <summary>The number of a state machine's executions in each status.</summary>
    public IReadOnlyDictionary<ExecutionStatus, long> Count(string stateMachineName) =>
        StateMachines.Find(stateMachineName) is { } machine
            ? _database.Read(session => ExecutionStore.Counts(session, machine.Key))
            : new Dictionary<ExecutionStatus, long>();

    /// <summary>The history of an execution, page by page.</summary>
    /// <exception cref="AwsException">InvalidArn, ExecutionDoesNotExist, InvalidToken.</exception>
    public HistoryPage History(string executionArn, int maxResults = 1000, bool newestFirst = false, string? nextToken = null)
    {
        var execution = Find(executionArn);
        var list = $"history {execution.Arn} {newestFirst}";
        var last = PageToken.Read(list, nextToken);
        return _database.Read(session =>
        {
            var count = ExecutionStore.EventCount(session, execution.Key);
            var from = newestFirst ? Math.Max(1, (int)(last ?? (count + 1)) - maxResults) : (int)(last ?? 0) + 1;
            var to = newestFirst ? (int)(last ?? (count + 1)) - 1 : Math.Min(count, from + maxResults - 1);
            var events = ExecutionEventStore.Read(session, execution.Key, from, to);
            if (newestFirst)
            {
                events.Reverse();
            }

            var isLast = newestFirst ? from == 1 : to == count;
            return new HistoryPage(events, isLast ? null : PageToken.Create(list, newestFirst ? from : to));
        });
    }

    /// <summary>Stops an execution. An execution that has ended is not changed.</summary>
    /// <returns>The time of its end.</returns>
    /// <exception cref="AwsException">
    /// InvalidArn, ExecutionDoesNotExist; ServiceUnavailable before <see cref="Start"/>, for an execution of an earlier process.
    /// </exception>
    public async Task<DateTimeOffset> StopAsync(string executionArn, string? error = null, string? cause = null)
    {
        while (true)
        {
            if (Find(executionArn).StopDate is { } ended)
            {
                return ended;
            }

            if (await _host.DeliverAsync(executionArn, new ExecutionEvent.Stop(error, cause)))
            {
                continue;
            }

            var details = Describe(executionArn);
            if (details.Execution.StopDate is not null)
            {
                continue;
            }

            if (!_isResumed)
            {
                throw new AwsException("ServiceUnavailable", "The executions of the earlier process have not continued yet.", 503);
            }

            await _host.EndUnknownAsync(details.Execution, details.Input, ExecutionStatus.Aborted, error, cause);
        }
    }

    /// <summary>Redrives an execution that did not succeed: it continues at the failed states, with a new set of retries.</summary>
    /// <param name="executionArn">The execution's ARN.</param>
    /// <param name="clientToken">A repeated redrive with the same token within 15 minutes has no effect.</param>
    /// <returns>The time of the redrive.</returns>
    /// <exception cref="AwsException">InvalidArn, ExecutionDoesNotExist, ExecutionNotRedrivable.</exception>
    public async Task<DateTimeOffset> RedriveAsync(string executionArn, string? clientToken = null)
    {
        var details = Describe(executionArn);
        var execution = details.Execution;
        var token = _database.Read(session => ExecutionStore.RedriveToken(session, execution.Key));
        if (
            clientToken is not null
            && clientToken == token
            && execution.RedriveDate is { } redriven
            && _time.GetUtcMilliseconds() - redriven < RedriveRules.ClientTokenLifetime
        )
        {
            return redriven;
        }

        if (details.NotRedrivableReason is { } reason)
        {
            throw StatesErrors.ExecutionNotRedrivable(reason);
        }

        try
        {
            var machine = StateMachines.Revision(execution.RevisionKey);
            if (!await _host.RedriveAsync(machine, execution, details.Input, _store.ReadForReplay(execution), clientToken))
            {
                throw StatesErrors.ExecutionNotRedrivable(RedriveRules.IsRunning);
            }
        }
        catch (Exception e) when (e is InvalidHistoryException or InvalidDataException or InvalidDefinitionException)
        {
            throw StatesErrors.ExecutionNotRedrivable($"Execution history cannot be replayed: {e.Message}");
        }

        return Find(executionArn).RedriveDate!.Value;
    }

    /// <exception cref="AwsException">InvalidToken, TaskTimedOut, InvalidOutput.</exception>
    public async Task SendTaskSuccessAsync(string taskToken, string output)
    {
        var value = ReadJson(output, StatesErrors.InvalidOutput);
        await DeliverToTaskAsync(taskToken, task => new ExecutionEvent.TaskSucceeded(task, value));
    }

    /// <exception cref="AwsException">InvalidToken, TaskTimedOut.</exception>
    public Task SendTaskFailureAsync(string taskToken, string? error, string? cause) =>
        DeliverToTaskAsync(taskToken, task => new ExecutionEvent.TaskFailed(task, error, cause));

    /// <exception cref="AwsException">InvalidToken, TaskTimedOut.</exception>
    public Task SendTaskHeartbeatAsync(string taskToken) => DeliverToTaskAsync(taskToken, task => new ExecutionEvent.TaskHeartbeat(task));

    /// <summary>Runs one state. Its task is invoked, or replaced by a mock. Nothing is stored.</summary>
    /// <param name="request">The state and its input.</param>
    /// <param name="cancellationToken">Cancels the task.</param>
    /// <exception cref="AwsException">InvalidDefinition, InvalidExecutionInput, ValidationException.</exception>
    public Task<StateTestResult> TestStateAsync(TestStateRequest request, CancellationToken cancellationToken) =>
        _tests.RunAsync(request, cancellationToken);

    /// <summary>Deletes a state machine when its running executions have ended.</summary>
    /// <exception cref="AwsException">InvalidArn.</exception>
    public async Task DeleteStateMachineAsync(string arn)
    {
        await StateMachines.DeleteAsync(arn);
        if (StatesArn.QualifiedName(arn) is { IsQualified: false } name)
        {
            await RemoveIfIdleAsync(name.StateMachine);
        }
    }

    /// <summary>Waits until an execution has ended.</summary>
    /// <exception cref="AwsException">InvalidArn, ExecutionDoesNotExist.</exception>
    public async Task<ExecutionDetails> WaitAsync(string executionArn, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = Changes.Subscribe(change =>
        {
            if (change.Execution.Status != ExecutionStatus.Running && change.Execution.Arn == executionArn)
            {
                ended.TrySetResult();
            }
        });
        if (Find(executionArn).Status == ExecutionStatus.Running)
        {
            await ended.Task.WaitAsync(cancellationToken);
        }

        return Describe(executionArn);
    }

    /// <summary>Stops all executions after their current step. The next start continues them.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        StateMachines.Dispose();
    }

    private async Task DeliverToTaskAsync(string taskToken, Func<long, ExecutionEvent> createEvent)
    {
        if (!TaskToken.TryParse(taskToken, out var executionArn, out var task))
        {
            throw StatesErrors.InvalidToken();
        }

        if (!await _host.DeliverAsync(executionArn, createEvent(task)))
        {
            throw StatesErrors.TaskTimedOut();
        }
    }

    private string? Title(string input)
    {
        var title = _options.Title(input);
        return title?.Length > ExecutionOptions.MaxTitleLength ? title[..ExecutionOptions.MaxTitleLength] : title;
    }

    private (StateMachineRecord Machine, string Name) Locate(string executionArn) =>
        StatesArn.ExecutionNames(executionArn) is { } names && StateMachines.Find(names.StateMachine) is { } machine
            ? (machine, names.Execution)
            : throw StatesErrors.ExecutionDoesNotExist(executionArn);

    private ExecutionRecord Find(string executionArn)
    {
        var (machine, name) = Locate(executionArn);
        return _database.Read(session => ExecutionStore.Find(session, machine.Name, machine.Key, name))
            ?? throw StatesErrors.ExecutionDoesNotExist(executionArn);
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged. The next start removes the state machine.")]
    private async Task RemoveDeletedAsync(string stateMachineName)
    {
        try
        {
            await RemoveIfIdleAsync(stateMachineName);
        }
        catch (Exception e)
        {
            LogNotRemoved(e, stateMachineName);
        }
    }

    private async Task RemoveIfIdleAsync(string stateMachineName)
    {
        if (
            StateMachines.Find(stateMachineName) is { IsDeleting: true }
            && Count(stateMachineName).GetValueOrDefault(ExecutionStatus.Running) == 0
        )
        {
            await StateMachines.RemoveDeletedAsync(stateMachineName);
        }
    }

    [LoggerMessage(LogLevel.Error, "The deleted state machine {name} could not be removed. The next start tries again")]
    private partial void LogNotRemoved(Exception exception, string name);

    private static JsonValue ReadJson(string text, Func<string, AwsException> error)
    {
        try
        {
            return JsonValue.Parse(text);
        }
        catch (JsonFormatException e)
        {
            throw error(e.Message);
        }
    }
}
