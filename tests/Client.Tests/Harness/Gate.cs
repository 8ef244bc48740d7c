using Microsoft.AspNetCore.Http;

namespace PromptToImage.Client.Tests.Harness;

/// <summary>
/// Delays requests until it is opened, so that work stays in progress on fast and slow machines.
/// </summary>
public sealed class Gate : IDisposable
{
    private readonly Func<HttpContext, bool> _isHeld;
    private readonly int _letThrough;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _seen;

    private Gate(Func<HttpContext, bool> isHeld, int letThrough)
    {
        _isHeld = isHeld;
        _letThrough = letThrough;
    }

    /// <summary>A gate before the local model: no image is drawn while it is closed.</summary>
    public static Gate BeforeModel() => new(context => context.Request.Path.StartsWithSegments("/model"), letThrough: 0);

    /// <summary>A gate before an operation of the AWS JSON protocols. It lets the first calls through.</summary>
    public static Gate Before(string operation, int letThrough) => new(context => IsCall(context, operation), letThrough);

    public static bool IsCall(HttpContext context, string operation) => context.Request.Headers["X-Amz-Target"] == operation;

    public async Task PassAsync(HttpContext context)
    {
        if (_isHeld(context) && Interlocked.Increment(ref _seen) > _letThrough)
        {
            await _opened.Task.WaitAsync(context.RequestAborted);
        }
    }

    public void Open() => _opened.TrySetResult();

    public void Dispose() => Open();
}
