using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PromptToImage.AwsEmulator.Tests.Mail;

/// <summary>An SMTP server that keeps the e-mails that it accepts. While <see cref="Rejection"/> is set, it rejects recipients with it.</summary>
internal sealed class RecordingSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public RecordingSmtpServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public DnsEndPoint EndPoint => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);

    public string? Rejection { get; set; }

    public ConcurrentQueue<string> Mails { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await SayAsync("220 ready");
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            switch (line.Split(' ', ':')[0])
            {
                case "EHLO":
                    await SayAsync("250-localhost\r\n250 8BITMIME");
                    break;
                case "RCPT" when Rejection is not null:
                    await SayAsync(Rejection);
                    break;
                case "DATA":
                    await SayAsync("354 go on");
                    while (await reader.ReadLineAsync() is { } content && content != ".")
                    {
                        mail.Append(content.StartsWith('.') ? content[1..] : content).Append("\r\n");
                    }

                    Mails.Enqueue(mail.ToString());
                    await SayAsync("250 accepted");
                    break;
                case "QUIT":
                    await SayAsync("221 bye");
                    return;
                default:
                    await SayAsync("250 ok");
                    break;
            }
        }

        async Task SayAsync(string response) => await stream.WriteAsync(Encoding.ASCII.GetBytes(response + "\r\n"));
    }
}
