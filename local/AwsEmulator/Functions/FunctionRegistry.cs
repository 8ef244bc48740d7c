using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>Lambda on one machine: functions are delegates in this process, invoked with Lambda's limits and told errors in its words.</summary>
public sealed class FunctionRegistry(TimeProvider time, IdSource ids)
{
    /// <summary>Bytes that a synchronous invocation may send, and a function may answer,
    /// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.</summary>
    public const int LargestPayload = 6 * 1024 * 1024;

    /// <summary>The longest timeout that Lambda allows.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, RegisteredFunction> _functions = new(StringComparer.Ordinal);

    /// <summary>All functions, by name.</summary>
    public IReadOnlyList<RegisteredFunction> Functions => [.. _functions.Values.OrderBy(function => function.Name, StringComparer.Ordinal)];

    /// <summary>Adds a function, or gives the one of this name new code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not from one second to fifteen minutes.</exception>
    public void Register(string name, FunctionHandler handler, TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, LongestTimeout);
        _functions[name] = new RegisteredFunction(name, handler, timeout);
    }

    /// <param name="nameOrArn">A name, an ARN, or an ARN's end (<c>000000000000:function:name</c>), with or without <c>:$LATEST</c>.</param>
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
            $"Function not found: {(nameOrArn.StartsWith("arn:", StringComparison.Ordinal) ? nameOrArn : RegisteredFunction.ArnOf(parts[^1]))}",
            404
        )
        {
            Details = new Dictionary<string, string> { ["Type"] = "User" },
        };
    }

    /// <summary>Runs a function and waits for it, at most as long as its timeout.</summary>
    /// <exception cref="AwsException">ResourceNotFoundException, or RequestTooLargeException.</exception>
    public Task<FunctionResult> InvokeAsync(
        string nameOrArn,
        ReadOnlyMemory<byte> payload,
        CancellationToken cancellationToken = default
    ) => InvokeAsync(nameOrArn, payload, null, cancellationToken);

    /// <param name="effectScope">What the call is to bring about, the same when it is made again; see <see cref="EffectScope"/>.</param>
    /// <inheritdoc cref="InvokeAsync(string, ReadOnlyMemory{byte}, CancellationToken)"/>
    internal async Task<FunctionResult> InvokeAsync(
        string nameOrArn,
        ReadOnlyMemory<byte> payload,
        string? effectScope,
        CancellationToken cancellationToken
    )
    {
        var function = Find(nameOrArn);
        if (payload.Length > LargestPayload)
        {
            throw new AwsException(
                "RequestTooLargeException",
                $"{payload.Length} byte payload is too large for the RequestResponse invocation type (limit {LargestPayload} bytes)",
                413
            )
            {
                Details = new Dictionary<string, string> { ["Type"] = "User" },
            };
        }

        var invocation = new FunctionInvocation(ids.Next(), function.Name, function.Arn, time.GetUtcNow() + function.Timeout);
        var started = time.GetTimestamp();
        // A call without a payload gives the function an empty object.
        var result = await RunAsync(function, payload.IsEmpty ? "{}"u8.ToArray() : payload, invocation, effectScope, cancellationToken);
        return result with { Log = InvocationLog.Of(invocation, time.GetElapsedTime(started)) };
    }

    private async Task<FunctionResult> RunAsync(
        RegisteredFunction function,
        ReadOnlyMemory<byte> payload,
        FunctionInvocation invocation,
        string? effectScope,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(function.Timeout, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            // Away from the caller's thread: a handler that blocks is timed out all the same.
            var result = await Task.Run(() => CallAsync(function, payload, invocation, effectScope, ends.Token), CancellationToken.None)
                .WaitAsync(ends.Token);
            return result.Length <= LargestPayload ? new FunctionResult(result) : TooLarge();
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return TimedOut(function, invocation);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new FunctionResult(FunctionErrorJson.Of(e), "Unhandled");
        }
    }

    private static async Task<byte[]> CallAsync(
        RegisteredFunction function,
        ReadOnlyMemory<byte> payload,
        FunctionInvocation invocation,
        string? effectScope,
        CancellationToken cancellationToken
    )
    {
        using var scope = EffectScope.Enter(effectScope);
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
