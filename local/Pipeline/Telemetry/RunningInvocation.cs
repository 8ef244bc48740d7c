using Amazon.Runtime;

namespace PromptToImage.Pipeline.Telemetry;

/// <summary>The AWS calls of an invocation that runs. Thread-safe.</summary>
internal sealed class RunningInvocation(TimeProvider time)
{
    private static readonly AsyncLocal<RunningInvocation?> Flow = new();

    private readonly Lock _lock = new();
    private readonly List<AmazonWebServiceRequest> _requests = [];
    private readonly List<AmazonWebServiceResponse> _results = [];
    private readonly List<AwsCall> _calls = [];

    /// <summary>The invocation of the current asynchronous flow; null outside of one.</summary>
    public static RunningInvocation? Current => Flow.Value;

    /// <summary>Raised before a request is sent.</summary>
    public event Action<AmazonWebServiceRequest>? Calling;

    public DateTimeOffset Started { get; } = time.GetUtcNow();

    public IReadOnlyList<AmazonWebServiceRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>The responses of calls that succeeded.</summary>
    public IReadOnlyList<AmazonWebServiceResponse> Results
    {
        get
        {
            lock (_lock)
            {
                return [.. _results];
            }
        }
    }

    public IReadOnlyList<AwsCall> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Makes this the invocation of the asynchronous flow until the result is disposed.</summary>
    public IDisposable Enter()
    {
        Flow.Value = this;
        return new Exit();
    }

    /// <summary>The time at which a call begins.</summary>
    public DateTimeOffset Begin(AmazonWebServiceRequest request)
    {
        lock (_lock)
        {
            _requests.Add(request);
        }

        Calling?.Invoke(request);
        return time.GetUtcNow();
    }

    public void End(string service, string operation, DateTimeOffset start, AmazonWebServiceResponse response, int retries)
    {
        var call = new AwsCall(service, operation, start, time.GetUtcNow())
        {
            RequestId = response.ResponseMetadata?.RequestId,
            Status = (int)response.HttpStatusCode,
            Retries = retries,
        };
        lock (_lock)
        {
            _results.Add(response);
            _calls.Add(call);
        }
    }

    public void Fail(string service, string operation, DateTimeOffset start, Exception exception, int retries)
    {
        var error = exception as AmazonServiceException;
        var call = new AwsCall(service, operation, start, time.GetUtcNow())
        {
            RequestId = error?.RequestId,
            Status = error is { StatusCode: > 0 } ? (int)error.StatusCode : null,
            Retries = retries,
            Error = error?.ErrorCode is { Length: > 0 } code ? code : exception.GetType().Name,
            Message = exception.Message,
        };
        lock (_lock)
        {
            _calls.Add(call);
        }
    }

    private sealed class Exit : IDisposable
    {
        public void Dispose() => Flow.Value = null;
    }
}
