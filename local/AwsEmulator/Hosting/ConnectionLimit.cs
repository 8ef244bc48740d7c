using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// Limits the connections of the server, so that files and sockets of requests can still be opened. A new connection above the limit
/// replaces the one that has had no request for the longest time. If all have one, it is refused. Only a few connections above the limit
/// are open until then: the others wait in the operating system, unaccepted. Thread-safe.
/// </summary>
internal sealed partial class ConnectionLimit(int limit, ILogger<ConnectionLimit> logger) : IDisposable
{
    /// <summary>Connections above the limit that are open for a moment, until they have replaced another one or are refused.</summary>
    public const int Margin = 8;

    private readonly SemaphoreSlim _accepted = new(limit + Margin);
    private readonly Lock _lock = new();

    // The connection that was used last is at the end.
    private readonly LinkedList<OpenConnection> _connections = new();
    private readonly Dictionary<string, LinkedListNode<OpenConnection>> _byId = new(StringComparer.Ordinal);

    /// <summary>Waits until another connection may be accepted. The end of a served connection makes room for the next one.</summary>
    public Task BeginAcceptAsync(CancellationToken cancellationToken) => _accepted.WaitAsync(cancellationToken);

    /// <summary>Makes room again if no connection was accepted.</summary>
    public void CancelAccept() => _accepted.Release();

    /// <summary>Serves a connection until its end.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            await ServeAcceptedAsync(connection, next);
        }
        finally
        {
            _accepted.Release();
        }
    }

    public void Dispose() => _accepted.Dispose();

    private async Task ServeAcceptedAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var added = Add(connection, out var replaced);
        if (replaced is not null || !added)
        {
            LogReached(limit);
            (replaced ?? connection).Abort(new ConnectionAbortedException("Too many connections."));
        }

        if (!added)
        {
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Remove(connection.ConnectionId);
        }
    }

    /// <summary>Marks the connection of a request as used as long as the request is carried out.</summary>
    public async Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        Use(context.Connection.Id, +1);
        try
        {
            await next(context);
        }
        finally
        {
            Use(context.Connection.Id, -1);
        }
    }

    private bool Add(ConnectionContext connection, out ConnectionContext? replaced)
    {
        lock (_lock)
        {
            replaced = null;
            if (_connections.Count >= limit)
            {
                var idle = _connections.FirstOrDefault(open => open.Requests == 0);
                if (idle is null)
                {
                    return false;
                }

                replaced = idle.Connection;
                RemoveLocked(replaced.ConnectionId);
            }

            _byId[connection.ConnectionId] = _connections.AddLast(new OpenConnection(connection));
            return true;
        }
    }

    private void Use(string id, int requests)
    {
        lock (_lock)
        {
            if (_byId.TryGetValue(id, out var node))
            {
                node.Value.Requests += requests;
                _connections.Remove(node);
                _connections.AddLast(node);
            }
        }
    }

    private void Remove(string id)
    {
        lock (_lock)
        {
            RemoveLocked(id);
        }
    }

    private void RemoveLocked(string id)
    {
        if (_byId.Remove(id, out var node))
        {
            _connections.Remove(node);
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "{limit} connections are open, which is the most that the process's limit of open files allows. Idle ones are closed for new ones. "
            + "Raise the limit, for example with ulimit -n."
    )]
    private partial void LogReached(int limit);

    private sealed class OpenConnection(ConnectionContext connection)
    {
        public ConnectionContext Connection { get; } = connection;

        /// <summary>The number of requests in progress.</summary>
        public int Requests { get; set; }
    }
}
