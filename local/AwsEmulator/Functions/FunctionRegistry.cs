using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// Lambda on one machine: functions are delegates in this process. They have Lambda's limits, and failures are reported as Lambda does.
/// Thread-safe.
/// </summary>
/// <param name="time">The clock of timeouts.</param>
/// <param name="ids">Generates request ids.</param>
/// <param name="database">Stores versions and aliases; null keeps them for the life of the process.</param>
public sealed class FunctionRegistry(TimeProvider time, IdGenerator ids, Database? database = null)
{
    /// <summary>The limit of the request and of the response of a synchronous invocation, in bytes,
    /// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.</summary>
    public const int MaxPayloadBytes = 6 * 1024 * 1024;

    /// <summary>Lambda's limit of a function's timeout.</summary>
    public static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(15);

    // The resolution of an alias's weight.
    private const int WeightResolution = 10_000;

    private readonly FunctionVersions _versions = new(database);
    private readonly ConcurrentDictionary<string, RegisteredFunction> _functions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<FunctionReference, EventInvokeConfig> _eventInvokeConfigs = new();

    /// <summary>Raised after each invocation, with its duration.</summary>
    internal event Action<FunctionInvocation, FunctionResult, TimeSpan>? Invoked;

    /// <summary>All functions, in the order of their names.</summary>
    public IReadOnlyList<RegisteredFunction> Functions => [.. _functions.Values.OrderBy(function => function.Name, StringComparer.Ordinal)];

    /// <summary>Adds a function, or replaces the code of the function with this name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is below one second or above fifteen minutes.</exception>
    public void Register(string name, FunctionHandler handler, TimeSpan timeout) =>
        Register(new RegisteredFunction(name, handler, timeout));

    /// <summary>Adds a function with its settings, or replaces the function with this name. Published versions stay as they are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is below one second or above fifteen minutes.</exception>
    public void Register(RegisteredFunction function)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(function.Timeout, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(function.Timeout, MaxTimeout);
        _functions[function.Name] = function with { Version = FunctionReference.Latest, Qualifier = null };
    }

    /// <summary>
    /// Finds a function, one of its versions or one of its aliases. For an alias of two versions, one is drawn by their weights.
    /// </summary>
    /// <param name="nameOrArn">
    /// A name, an ARN, or a partial ARN (<c>000000000000:function:name</c>), with or without a version number, an alias or
    /// <c>$LATEST</c> after another colon.
    /// </param>
    /// <exception cref="AwsException">ResourceNotFoundException.</exception>
    public RegisteredFunction Find(string nameOrArn) =>
        FunctionReference.Parse(nameOrArn) is { } reference && Resolve(reference) is { } function
            ? function
            : throw FunctionErrors.FunctionNotFound(nameOrArn);

    /// <summary>Publishes a function as a version. If the newest version has the same settings and code, returns that version.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="description">The version's description; null for the function's.</param>
    /// <exception cref="AwsException">ResourceNotFoundException.</exception>
    public async Task<RegisteredFunction> PublishVersionAsync(string name, string? description = null)
    {
        var version = await _versions.PublishAsync(Latest(name), description);
        return Find($"{name}:{version.Number}");
    }

    /// <summary>The function and its published versions, <c>$LATEST</c> first.</summary>
    /// <exception cref="AwsException">ResourceNotFoundException.</exception>
    public IReadOnlyList<RegisteredFunction> Versions(string name)
    {
        var latest = Latest(name);
        return
        [
            latest with { Qualifier = FunctionReference.Latest },
            .. _versions.VersionsOf(name).Select(version => Of(latest, version) with { Qualifier = version.Name }),
        ];
    }

    /// <summary>Deletes a published version.</summary>
    /// <exception cref="AwsException">ResourceNotFoundException; ResourceConflictException if an alias points to the version.</exception>
    public Task DeleteVersionAsync(string name, int number)
    {
        var arn = $"{RegisteredFunction.ArnFor(name)}:{number}";
        var version = _versions.Find(name, number) ?? throw FunctionErrors.FunctionNotFound(arn);
        var aliases = _versions.AliasesOf(name).Where(alias => alias.Uses(version.Name)).Select(alias => alias.Name).ToList();
        return aliases.Count == 0 ? _versions.DeleteAsync(version) : throw FunctionErrors.VersionInUse(arn, aliases);
    }

    /// <summary>Creates an alias, or changes the alias with this name.</summary>
    /// <exception cref="AwsException">ResourceNotFoundException: the function or a version of the alias does not exist.</exception>
    public Task PutAliasAsync(string name, FunctionAlias alias)
    {
        foreach (var version in new[] { alias.Version, alias.AdditionalVersion }.OfType<string>())
        {
            _ = Find($"{name}:{version}");
        }

        return _versions.PutAliasAsync(name, alias);
    }

    /// <summary>The aliases of a function, in the order of their names.</summary>
    /// <exception cref="AwsException">ResourceNotFoundException.</exception>
    public IReadOnlyList<FunctionAlias> Aliases(string name) => _versions.AliasesOf(Latest(name).Name);

    /// <exception cref="AwsException">ResourceNotFoundException.</exception>
    public Task DeleteAliasAsync(string name, string alias) => _versions.DeleteAliasAsync(Latest(name).Name, alias);

    /// <summary>Configures the asynchronous invocations of a function, one of its versions or one of its aliases.</summary>
    /// <exception cref="AwsException">ResourceNotFoundException, InvalidParameterValueException.</exception>
    public void PutEventInvokeConfig(string nameOrArn, EventInvokeConfig config)
    {
        _ = Find(nameOrArn);
        config.Check();
        _eventInvokeConfigs[FunctionReference.Parse(nameOrArn)!.Value] = config;
    }

    /// <summary>The configuration of the asynchronous invocations of a function, a version or an alias.</summary>
    internal EventInvokeConfig EventInvokeConfigFor(string nameOrArn) =>
        FunctionReference.Parse(nameOrArn) is { } reference && _eventInvokeConfigs.TryGetValue(reference, out var config)
            ? config
            : EventInvokeConfig.Default;

    /// <summary>Invokes a function and waits for its result, at most until its timeout.</summary>
    /// <exception cref="AwsException">ResourceNotFoundException, RequestTooLargeException.</exception>
    public Task<FunctionResult> InvokeAsync(
        string nameOrArn,
        ReadOnlyMemory<byte> payload,
        CancellationToken cancellationToken = default
    ) => InvokeAsync(nameOrArn, payload, null, null, cancellationToken);

    /// <param name="idempotencyScope">Identifies the invocation when it is repeated; see <see cref="IdempotencyScope"/>.</param>
    /// <param name="task">The task that invokes the function; null for any other caller.</param>
    /// <inheritdoc cref="InvokeAsync(string, ReadOnlyMemory{byte}, CancellationToken)"/>
    internal async Task<FunctionResult> InvokeAsync(
        string nameOrArn,
        ReadOnlyMemory<byte> payload,
        string? idempotencyScope,
        InvokingTask? task,
        CancellationToken cancellationToken
    )
    {
        var function = Find(nameOrArn);
        if (payload.Length > MaxPayloadBytes)
        {
            throw new AwsException(
                "RequestTooLargeException",
                $"{payload.Length} byte payload is too large for the RequestResponse invocation type (limit {MaxPayloadBytes} bytes)",
                413
            )
            {
                Details = new Dictionary<string, string> { ["Type"] = "User" },
            };
        }

        var invocation = new FunctionInvocation(ids.Next(), function.Name, function.InvokedArn, time.GetUtcNow() + function.Timeout)
        {
            FunctionVersion = function.Version,
            Task = task,
        };
        var started = time.GetTimestamp();
        // Without a payload, the function gets an empty object.
        var input = payload.IsEmpty ? "{}"u8.ToArray() : payload;
        var result = await RunAsync(function, input, invocation, idempotencyScope, cancellationToken);
        var duration = time.GetElapsedTime(started);
        Invoked?.Invoke(invocation, result, duration);
        return result with
        {
            RequestId = invocation.RequestId,
            ExecutedVersion = function.Version,
            Log = InvocationLog.For(invocation, duration),
        };
    }

    private RegisteredFunction Latest(string name) =>
        _functions.TryGetValue(name, out var function) ? function : throw FunctionErrors.FunctionNotFound(name);

    private RegisteredFunction? Resolve(FunctionReference reference)
    {
        if (!_functions.TryGetValue(reference.Name, out var latest) || reference.Qualifier is not { } qualifier)
        {
            return latest;
        }

        var version = _versions.FindAlias(reference.Name, qualifier)?.VersionFor(ids.NextNumber(WeightResolution), WeightResolution);
        version ??= qualifier;
        if (version == FunctionReference.Latest)
        {
            return latest with { Qualifier = qualifier };
        }

        return
            int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && _versions.Find(reference.Name, number) is { } published
            ? Of(latest, published) with
            {
                Qualifier = qualifier,
            }
            : null;
    }

    private static RegisteredFunction Of(RegisteredFunction latest, FunctionVersion version) =>
        new(latest.Name, version.Handler ?? latest.Handler, version.Timeout)
        {
            Description = version.Description,
            Environment = version.Environment,
            ExecutionRole = latest.ExecutionRole,
            Version = version.Name,
        };

    private async Task<FunctionResult> RunAsync(
        RegisteredFunction function,
        ReadOnlyMemory<byte> payload,
        FunctionInvocation invocation,
        string? idempotencyScope,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(function.Timeout, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            // On another thread, so that the timeout applies to a handler that blocks.
            var result = await Task.Run(
                    () => CallAsync(function, payload, invocation, idempotencyScope, ends.Token),
                    CancellationToken.None
                )
                .WaitAsync(ends.Token);
            return result.Length <= MaxPayloadBytes ? new FunctionResult(result) : TooLarge();
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return TimedOut(function, invocation);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new FunctionResult(FunctionErrorJson.From(e), "Unhandled");
        }
    }

    private static async Task<byte[]> CallAsync(
        RegisteredFunction function,
        ReadOnlyMemory<byte> payload,
        FunctionInvocation invocation,
        string? idempotencyScope,
        CancellationToken cancellationToken
    )
    {
        using var scope = IdempotencyScope.Enter(idempotencyScope);
        return await function.Handler(payload, invocation, cancellationToken);
    }

    private FunctionResult TimedOut(RegisteredFunction function, FunctionInvocation invocation)
    {
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {invocation.RequestId} Task timed out after {function.Timeout.TotalSeconds:F2} seconds"
        );
        return new FunctionResult(
            Encoding.UTF8.GetBytes($$"""{"errorMessage":"{{message}}","errorType":"Sandbox.Timedout"}"""),
            "Unhandled"
        );
    }

    private static FunctionResult TooLarge() =>
        new(
            """{"errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes).","errorType":"Function.ResponseSizeTooLarge"}"""u8.ToArray(),
            "Unhandled"
        );
}
