using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Tests.Hosting;

public sealed class LimitedListenerTests : IDisposable
{
    private const int Limit = 2;

    private readonly ConnectionLimit _limit = new(Limit, NullLogger<ConnectionLimit>.Instance);
    private readonly EndlessListener _inner = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task Connections_far_above_the_limit_wait_unaccepted_until_others_end()
    {
        await using var listener = new LimitedListener(_inner, _limit);
        var first = await listener.AcceptAsync(Cancellation);
        for (var i = 1; i < Limit + ConnectionLimit.Margin; i++)
        {
            await listener.AcceptAsync(Cancellation);
        }

        var next = listener.AcceptAsync(Cancellation).AsTask();
        Assert.Equal(Limit + ConnectionLimit.Margin, _inner.Accepted);

        await _limit.ServeAsync(first!, _ => Task.CompletedTask);

        Assert.NotNull(await next);
        Assert.Equal(Limit + ConnectionLimit.Margin + 1, _inner.Accepted);
    }

    [Fact]
    public async Task The_end_of_the_listener_ends_the_wait()
    {
        await using var listener = new LimitedListener(_inner, _limit);
        for (var i = 0; i < Limit + ConnectionLimit.Margin; i++)
        {
            await listener.AcceptAsync(Cancellation);
        }

        var next = listener.AcceptAsync(Cancellation).AsTask();
        await listener.UnbindAsync(Cancellation);

        Assert.Null(await next);
    }

    /// <summary>Always has another connection.</summary>
    private sealed class EndlessListener : IConnectionListener
    {
        public int Accepted { get; private set; }

        public EndPoint EndPoint { get; } = new IPEndPoint(IPAddress.Loopback, 1);

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            Accepted++;
            return ValueTask.FromResult<ConnectionContext?>(new DefaultConnectionContext($"{Accepted}"));
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
