using System.Threading.Channels;
using PromptToImage.WebConsole.Model;

namespace PromptToImage.WebConsole;

/// <summary>
/// Notifies open pages of changes by server-sent events, https://html.spec.whatwg.org/multipage/server-sent-events.html. A page then
/// reloads itself. A page receives at most a few events per second.
/// </summary>
internal static class LiveUpdates
{
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(300);

    // Messages, e-mails and the alarm raise no event, so they are polled.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public static async Task StreamAsync(HttpContext context, ConsolePipeline pipeline, TimeProvider time)
    {
        context.Response.ContentType = "text/event-stream";
        var changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = pipeline.Current.Emulator.Executions.Changes.Subscribe(_ => changed.Writer.TryWrite(true));
        var ended = context.RequestAborted;
        try
        {
            while (true)
            {
                await context.Response.WriteAsync("data: changed\n\n", ended);
                await context.Response.Body.FlushAsync(ended);
                await Task.Delay(LeastPause, time, ended);
                using var pause = CancellationTokenSource.CreateLinkedTokenSource(ended);
                await Task.WhenAny(changed.Reader.WaitToReadAsync(pause.Token).AsTask(), Task.Delay(LongestPause, time, pause.Token));
                await pause.CancelAsync();
                changed.Reader.TryRead(out _);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The page was closed.
        }
    }
}
