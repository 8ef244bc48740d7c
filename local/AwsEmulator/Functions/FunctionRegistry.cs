using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// Lambda on one machine: functions are delegates in this process. They have Lambda's limits, and failures are reported as Lambda does.
/// Thread-safe.
/// </summary>
public sealed class FunctionRegistry(TimeProvider time, IdGenerator ids)
{
    /// <summary>The limit of the request and of the response of a synchronous invocation, in bytes,
    /// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.</summary>
    public const int MaxPayloadBytes = 6 * 1024 * 1024;

    /// <summary>Lambda's limit of a function's timeout.</summary>
    public static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, RegisteredFunction> _functions = new(StringComparer.Ordinal);

    /// <summary>All functions, in the order of their names.</summary>
    public IReadOnlyList<RegisteredFunction> Functions => [.. _functions.Values.OrderBy(function => function.Name, StringComparer.Ordinal)];

    /// <summary>Adds a function, or replaces the code of the function with this name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is below one second or above fifteen minutes.</exception>
    public void Register(string name, FunctionHandler handler, TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, MaxTimeout);
        _functions[name] = new RegisteredFunction(name, handler, timeout);
    }

    /// <param name="nameOrArn">
    /// A name, an ARN, or a partial ARN (<c>000000000000:function:name</c>), with or without <c>:$LATEST</c>.
    /// </param>
    /// <exception cref="AwsException">ResourceNotFoundException.</exception>
    public RegisteredFunction Find(string nameOrArn)
    {
        var parts = nameOrArn.Split(':');
        if (parts is [.., "$LATEST"])
        {
            parts = parts[..^1];
        }

        var known =
            parts.Length == 1
            || (
                parts.Length is 3 or 7
                && parts[^2] == "function"
                && parts[^3] == AwsAccount.Id
                && (parts.Length == 3 || parts[2] == "lambda")
            );
        if (known && _functions.TryGetValue(parts[^1], out var function))
        {
            return function;
        }

        throw new AwsException(
            "ResourceNotFoundException",
            $"Function not found: {(nameOrArn.StartsWith("arn:", StringComparison.Ordinal) ? nameOrArn : RegisteredFunction.ArnFor(parts[^1]))}",
            404
        )
        {
            Details = new Dictionary<string, string> { ["Type"] = "User" },
        };
    }

    /// <summary>Invokes a function and waits for its result, at most until its timeout.</summary>
    /// <exception cref="AwsException">ResourceNotFoundException, RequestTooLargeException.</exception>
    public Task<FunctionResult> InvokeAsync(
        string nameOrArn,
        ReadOnlyMemory<byte> payload,
        CancellationToken cancellationToken = default
    ) => InvokeAsync(nameOrArn, payload, null, cancellationToken);

    /// <param name="idempotencyScope">Identifies the invocation when it is repeated; see <see cref="IdempotencyScope"/>.</param>
    /// <inheritdoc cref="InvokeAsync(string, ReadOnlyMemory{byte}, CancellationToken)"/>
    internal async Task<FunctionResult> InvokeAsync(
        string nameOrArn,
        ReadOnlyMemory<byte> payload,
        string? idempotencyScope,
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

        var invocation = new FunctionInvocation(ids.Next(), function.Name, function.Arn, time.GetUtcNow() + function.Timeout);
        var started = time.GetTimestamp();
        // Without a payload, the function gets an empty object.
        var input = payload.IsEmpty ? "{}"u8.ToArray() : payload;
        var result = await RunAsync(function, input, invocation, idempotencyScope, cancellationToken);
        return result with { RequestId = invocation.RequestId, Log = InvocationLog.For(invocation, time.GetElapsedTime(started)) };
    }

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
