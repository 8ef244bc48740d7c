using System.Net;
using Microsoft.AspNetCore.Connections;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>Creates listeners that accept a connection only when the limit allows another one.</summary>
internal sealed class LimitedListenerFactory(IConnectionListenerFactory inner, ConnectionLimit limit) : IConnectionListenerFactory
{
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new LimitedListener(await inner.BindAsync(endpoint, cancellationToken), limit);
}

/// <inheritdoc cref="LimitedListenerFactory"/>
internal sealed class LimitedListener(IConnectionListener inner, ConnectionLimit limit) : IConnectionListener
{
    private readonly CancellationTokenSource _unbound = new();

    public EndPoint EndPoint => inner.EndPoint;

    /// <returns>Null after the listener was unbound.</returns>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _unbound.Token);
        try
        {
            await limit.BeginAcceptAsync(ends.Token);
        }
        catch (OperationCanceledException) when (_unbound.IsCancellationRequested)
        {
            return null;
        }

        ConnectionContext? accepted = null;
        try
        {
            accepted = await inner.AcceptAsync(cancellationToken);
            return accepted;
        }
        finally
        {
            if (accepted is null)
            {
                limit.CancelAccept();
            }
        }
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await _unbound.CancelAsync();
        await inner.UnbindAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _unbound.Dispose();
        return inner.DisposeAsync();
    }
}
