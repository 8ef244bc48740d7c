using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;

namespace PromptToImage.AwsEmulator.EventSources;

/// <summary>The event source mappings. They are not stored: the host creates them after each start, as it registers its functions.</summary>
public sealed class EventSourceMappings(
    QueueService queues,
    FunctionRegistry functions,
    AccessControl access,
    TimeProvider time,
    ILoggerFactory logging
) : IAsyncDisposable
{
    private readonly SemaphoreSlim _changing = new(1);
    private readonly Dictionary<(string Queue, string Function), EventSourceMapping> _mappings = [];
    private bool _isStarted;

    /// <summary>Creates the mapping from a queue to a function, or replaces it. It begins to poll after <see cref="StartAsync"/>.</summary>
    /// <exception cref="AwsException">The queue or the function does not exist.</exception>
    /// <exception cref="InvalidOperationException">The queue's visibility timeout is too short for the function's timeout.</exception>
    public async Task PutAsync(EventSourceSettings settings)
    {
        var mapping = new EventSourceMapping(settings, queues, functions, access, time, logging.CreateLogger<EventSourceMapping>());
        mapping.Check();
        await _changing.WaitAsync();
        try
        {
            if (_mappings.Remove((settings.Queue, settings.Function), out var earlier))
            {
                await earlier.DisposeAsync();
            }

            _mappings.Add((settings.Queue, settings.Function), mapping);
            if (_isStarted)
            {
                await mapping.StartAsync(CancellationToken.None);
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Begins to poll.</summary>
    public async Task StartAsync()
    {
        await _changing.WaitAsync();
        try
        {
            _isStarted = true;
            foreach (var mapping in _mappings.Values)
            {
                await mapping.StartAsync(CancellationToken.None);
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var mapping in _mappings.Values)
        {
            await mapping.DisposeAsync();
        }

        _changing.Dispose();
    }
}
