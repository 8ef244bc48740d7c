using System.Net;
using System.Net.Sockets;
using PromptToImage.Soak.Clients;

namespace PromptToImage.Soak.Hostile;

/// <summary>Opens connections that send nothing or half of a request.</summary>
internal static class HostileConnections
{
    private static readonly string[] Beginnings =
    [
        "",
        "GET / HTTP/1.1\r\nHost: localhost\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\nX-Amz-Target: AmazonSQS.SendMessage\r\n\r\n{",
        "PUT /soak/half HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nx",
        "PUT /soak/half HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\nx",
        "\0\u0001\u0002\u0003",
    ];

    /// <summary>Opens the connections, holds them for a time and closes them without an end.</summary>
    public static async Task HoldAsync(SoakClient client, int count, TimeSpan time, CancellationToken cancellationToken)
    {
        var sockets = new List<TcpClient>();
        try
        {
            for (var i = 0; i < count && !cancellationToken.IsCancellationRequested; i++)
            {
                var socket = new TcpClient();
                sockets.Add(socket);
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
                await socket.ConnectAsync(IPAddress.Loopback, client.Endpoint.Port, limit.Token);
                await socket.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(Beginnings[i % Beginnings.Length]), limit.Token);
            }

            await Task.Delay(time, TimeProvider.System, CancellationToken.None);
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            // The runner was killed, or accepts no more connections.
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }
}
