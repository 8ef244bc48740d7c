using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Executions.StateMachines;
using PromptToImage.AwsEmulator.Executions.TestState;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.AwsEmulator.Rules;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// Step Functions on this machine: state machines, executions and their histories. What it refuses it refuses with
/// <see cref="AwsException"/> in AWS's words.
/// </summary>
public sealed class StepFunctionsService : IAsyncDisposable
{
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly IdSource _ids;
    private readonly ExecutionOptions _options;
    private readonly ExecutionStatusRule? _statusRule;
    private readonly ExecutionLog _log;
    private readonly long _lastKeyBefore;
    private readonly ExecutionHost _host;
    private readonly TestStateRunner _tests;

    public StepFunctionsService(
        Database database,
        TaskIntegrations integrations,
        ExecutionStatusRule? statusRule,
        ExecutionOptions options,
        TimeProvider time,
        IdSource ids,
        ILoggerFactory loggers
    )
    {
        _database = database;
        _time = time;
        _ids = ids;
        _options = options;
        StateMachines = new StateMachineCatalog(database, time, ids);
        Changes = new ExecutionFeed(loggers.CreateLogger<ExecutionFeed>());
        _statusRule = statusRule;
        _log = new ExecutionLog(database, statusRule);
        _lastKeyBefore = _log.LastKey;
        _host = new ExecutionHost(_log, new TaskRunner(integrations), Changes, options, time, loggers.CreateLogger<ExecutionHost>());
        _tests = new TestStateRunner(integrations, time);
        _host.Ended += execution => _ = ForgetWhenIdleAsync(execution.StateMachineName);
    }

    public StateMachineCatalog StateMachines { get; }

    /// <summary>Every step of every execution as it is committed.</summary>
    public ExecutionFeed Changes { get; }

    /// <summary>
    /// Takes up every execution that was running when the process before ended, and the reports it had not delivered;
    /// to be called once, when all that tasks call is ready.
    /// </summary>
    public void Start()
    {
        _statusRule?.Start();
        foreach (var machine in StateMachines.All)
        {
            foreach (
                var (execution, input) in _database.Read(session =>
                    ExecutionStore.Running(session, machine.Name, machine.Key, _lastKeyBefore)
                )
            )
            {
                var history = _database.Read(session => ExecutionLog.Read(session, execution.Key));
                _host.Resume(StateMachines.Revision(execution.RevisionKey), execution, input, history);
            }

            _ = ForgetWhenIdleAsync(machine.Name);
        }
    }

    /// <summary>
    /// Starts an execution. The same name and input as one that runs give that one; a name is free of choice, and
    /// without one the execution gets a UUID.
    /// </summary>
    /// <exception cref="AwsException">InvalidArn, StateMachineDoesNotExist, StateMachineDeleting, InvalidName, InvalidExecutionInput, ExecutionAlreadyExists.</exception>
    public async Task<ExecutionRecord> StartAsync(string stateMachineArn, string? name, string input)
    {
        var machine = StateMachines.Get(stateMachineArn);
        if (machine.IsDeleting)
        {
            throw StatesErrors.StateMachineDeleting(stateMachineArn);
        }

        if (name is not null && !ExecutionName.IsValid(name))
        {
            throw StatesErrors.InvalidName(name);
        }

        _ = ReadJson(input, StatesErrors.InvalidExecutionInput);
        var record = new ExecutionRecord
        {
            Key = _log.NextKey(),
            MachineKey = machine.Key,
            RevisionKey = machine.RevisionKey,
            StateMachineName = machine.Name,
            Name = name ?? _ids.Next(),
            Status = ExecutionStatus.Running,
            StartDate = Now(),
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

    /// <summary>An execution by the names of its state machine and itself, or null when there is none.</summary>
    public ExecutionDetails? TryDescribe(string stateMachineName, string name) =>
        StateMachines.Find(stateMachineName) is { } machine
            ? _database.Read(session =>
                ExecutionStore.FindDetails(session, machine.Name, machine.Key, name) is { } details
                    ? details with
                    {
                        NotRedrivableReason = Redriving.Refusal(session, details.Execution, machine.IsDeleting, Now()),
                    }
                    : null
            )
            : null;

    /// <summary>The revision of the state machine that an execution runs.</summary>
    /// <exception cref="AwsException">InvalidArn, ExecutionDoesNotExist.</exception>
    public StateMachineRecord StateMachineOf(string executionArn) => StateMachines.Revision(Find(executionArn).RevisionKey);

    /// <summary>Executions, the newest first, a page at a time; a page costs the same wherever it is.</summary>
    /// <exception cref="AwsException">StateMachineDoesNotExist, InvalidToken.</exception>
    public ExecutionPage List(ExecutionQuery query)
    {
        var machine =
            StateMachines.Find(query.StateMachineName)
            ?? throw StatesErrors.StateMachineDoesNotExist(StatesArn.OfStateMachine(query.StateMachineName));
        if (PageToken.Read(query.ListName, query.PreviousToken) is { } after)
        {
            var newer = _database.Read(session => ExecutionStore.ListNewer(session, machine.Key, query, after, query.MaxResults + 1));
            if (newer.Count > query.MaxResults)
            {
                return Page(query, newer[1..], hasOlder: true, hasNewer: true);
            }
        }

        // Too few newer ones for a page are on the first page, with some that are older.
        var before = query.PreviousToken is null ? PageToken.Read(query.ListName, query.NextToken) : null;
        var found = _database.Read(session =>
            ExecutionStore.List(session, machine.Key, query, before ?? long.MaxValue, query.MaxResults + 1)
        );
        var hasOlder = found.Count > query.MaxResults;
        return Page(query, hasOlder ? found[..^1] : found, hasOlder, hasNewer: before is not null);
    }

    private static ExecutionPage Page(ExecutionQuery query, List<ExecutionRecord> found, bool hasOlder, bool hasNewer) =>
        new(
            found,
            hasOlder ? PageToken.Create(query.ListName, found[^1].Key) : null,
            hasNewer && found.Count > 0 ? PageToken.Create(query.ListName, found[0].Key) : null
        );

    /// <summary>How many executions of a state machine there are in each status.</summary>
    public IReadOnlyDictionary<ExecutionStatus, long> Count(string stateMachineName) =>
        StateMachines.Find(stateMachineName) is { } machine
            ? _database.Read(session => ExecutionStore.Counts(session, machine.Key))
            : new Dictionary<ExecutionStatus, long>();

    /// <summary>The events of an execution, a page at a time.</summary>
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
            var events = ExecutionLog.Read(session, execution.Key, from, to);
            if (newestFirst)
            {
                events.Reverse();
            }

            var isLast = newestFirst ? from == 1 : to == count;
            return new HistoryPage(events, isLast ? null : PageToken.Create(list, newestFirst ? from : to));
        });
    }

    /// <summary>Stops an execution; one that has ended stays as it is.</summary>
    /// <returns>When it ended.</returns>
    /// <exception cref="AwsException">InvalidArn, ExecutionDoesNotExist.</exception>
    public async Task<DateTimeOffset> StopAsync(string executionArn, string? error = null, string? cause = null)
    {
        while (true)
        {
            if (Find(executionArn).StopDate is { } ended)
            {
                return ended;
            }
            // Between the commit of its start and its first effect an execution cannot be told anything yet.
            if (!await _host.TellAsync(executionArn, new ExecutionEvent.Stop(error, cause)))
            {
                await Task.Yield();
            }
        }
    }

    /// <summary>Continues an execution that did not succeed, where it failed, with fresh retries.</summary>
    /// <param name="clientToken">Repeating a redrive with its token within 15 minutes changes nothing.</param>
    /// <returns>When it was redriven.</returns>
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
            && Now() - redriven < Redriving.TokenLife
        )
        {
            return redriven;
        }

        if (details.NotRedrivableReason is { } reason)
        {
            throw StatesErrors.ExecutionNotRedrivable(reason);
        }

        var history = _database.Read(session => ExecutionLog.Read(session, execution.Key));
        if (!await _host.RedriveAsync(StateMachines.Revision(execution.RevisionKey), execution, details.Input, history, clientToken))
        {
            throw StatesErrors.ExecutionNotRedrivable(Redriving.IsRunning);
        }

        return Find(executionArn).RedriveDate!.Value;
    }

    /// <exception cref="AwsException">InvalidToken, TaskTimedOut, InvalidOutput.</exception>
    public async Task SendTaskSuccessAsync(string taskToken, string output)
    {
        var value = ReadJson(output, StatesErrors.InvalidOutput);
        await TellTaskAsync(taskToken, task => new ExecutionEvent.TaskSucceeded(task, value));
    }

    /// <exception cref="AwsException">InvalidToken, TaskTimedOut.</exception>
    public Task SendTaskFailureAsync(string taskToken, string? error, string? cause) =>
        TellTaskAsync(taskToken, task => new ExecutionEvent.TaskFailed(task, error, cause));

    /// <exception cref="AwsException">InvalidToken, TaskTimedOut.</exception>
    public Task SendTaskHeartbeatAsync(string taskToken) => TellTaskAsync(taskToken, task => new ExecutionEvent.TaskHeartbeat(task));

    /// <summary>Runs one state, with its task called for real or mocked; nothing of it is stored.</summary>
    /// <param name="withStages">Whether the answer shows the data after each stage of the state's processing.</param>
    /// <exception cref="AwsException">InvalidDefinition, InvalidExecutionInput, ValidationException.</exception>
    public Task<TestStateResult> TestStateAsync(TestStateRequest request, bool withStages, CancellationToken cancellationToken) =>
        _tests.RunAsync(request, withStages, cancellationToken);

    /// <summary>Deletes a state machine once its running executions have ended.</summary>
    public async Task DeleteStateMachineAsync(string arn)
    {
        await StateMachines.DeleteAsync(arn);
        if (StatesArn.StateMachineName(arn) is { } name)
        {
            await ForgetWhenIdleAsync(name);
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

    /// <summary>Stops at the next commit, and the statusRule with it; what runs goes on with the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        if (_statusRule is not null)
        {
            await _statusRule.DisposeAsync();
        }

        StateMachines.Dispose();
    }

    private async Task TellTaskAsync(string taskToken, Func<long, ExecutionEvent> happened)
    {
        if (!TaskToken.TryParse(taskToken, out var executionArn, out var task))
        {
            throw StatesErrors.InvalidToken();
        }

        if (!await _host.TellAsync(executionArn, happened(task)))
        {
            throw StatesErrors.TaskTimedOut();
        }
    }

    // AWS keeps whole milliseconds.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());

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

    private async Task ForgetWhenIdleAsync(string stateMachineName)
    {
        if (
            StateMachines.Find(stateMachineName) is { IsDeleting: true }
            && Count(stateMachineName).GetValueOrDefault(ExecutionStatus.Running) == 0
        )
        {
            await StateMachines.ForgetAsync(stateMachineName);
        }
    }

    private static JsonValue ReadJson(string text, Func<string, AwsException> refusal)
    {
        try
        {
            return JsonValue.Parse(text);
        }
        catch (JsonFormatException e)
        {
            throw refusal(e.Message);
        }
    }
}
