using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>Limits the asynchronous invocations that wait or run. Thread-safe.</summary>
/// <param name="events">The number of them at the start.</param>
/// <param name="bytes">The sum of their payloads at the start.</param>
internal sealed class PendingEventLimit(int events, long bytes)
{
    private readonly Lock _lock = new();
    private int _events = events;
    private long _bytes = bytes;

    /// <summary>Counts an event.</summary>
    /// <exception cref="AwsException">TooManyRequestsException: the limit is reached.</exception>
    public void Reserve(int payloadBytes)
    {
        lock (_lock)
        {
            if (_events == AsynchronousInvocations.MaxPendingEvents || _bytes + payloadBytes > AsynchronousInvocations.MaxPendingBytes)
            {
                throw new AwsException("TooManyRequestsException", "Rate Exceeded.", 429)
                {
                    Details = new Dictionary<string, string> { ["Type"] = "User", ["Reason"] = "ConcurrentInvocationLimitExceeded" },
                };
            }

            _events++;
            _bytes += payloadBytes;
        }
    }

    /// <summary>Removes an event.</summary>
    public void Release(int payloadBytes)
    {
        lock (_lock)
        {
            _events--;
            _bytes -= payloadBytes;
        }
    }
}
