using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PromptToImage.AwsEmulator.Mail;

/// <summary>
/// Hands a finished mail to an SMTP server (RFC 5321), byte for byte: the framework's own client would compose it anew,
/// with its own date and Message-ID. For a server on the local network: no TLS, no login.
/// </summary>
public sealed class SmtpRelay(DnsEndPoint server, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary><c>host:port</c>.</summary>
    public string Server => $"{server.Host}:{server.Port}";

    /// <param name="mail">As composed: ASCII, lines ended by CR LF.</param>
    /// <exception cref="SmtpException">It was not taken.</exception>
    public async Task SendAsync(string recipient, byte[] mail, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(server.Host, server.Port, ends.Token);
            await TalkAsync(connection.GetStream(), recipient, mail, ends.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SmtpException($"{Server} did not answer within {Patience.TotalSeconds:F0} seconds.", e);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw new SmtpException($"{Server} cannot be reached: {e.Message}", e);
        }
    }

    private static async Task TalkAsync(NetworkStream stream, string recipient, byte[] mail, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, false, 1024, leaveOpen: true);
        await ExpectAsync(reader, "the connection", 220, cancellationToken);
        await CommandAsync("EHLO localhost", 250);
        await CommandAsync($"MAIL FROM:<{MailFormat.Sender}>", 250);
        await CommandAsync($"RCPT TO:<{HeaderText.Plain(recipient)}>", 250);
        await CommandAsync("DATA", 354);
        await stream.WriteAsync(Stuffed(mail), cancellationToken);
        await ExpectAsync(reader, "the mail", 250, cancellationToken);
        // The mail is taken: an answer to this one would change nothing.
        await stream.WriteAsync("QUIT\r\n"u8.ToArray(), cancellationToken);

        async Task CommandAsync(string command, int expected)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), cancellationToken);
            await ExpectAsync(reader, command, expected, cancellationToken);
        }
    }

    private static async Task ExpectAsync(StreamReader reader, string what, int expected, CancellationToken cancellationToken)
    {
        // An answer may have several lines; all but the last have a dash after the code.
        string? line;
        do
        {
            line = await reader.ReadLineAsync(cancellationToken);
        } while (line is { Length: > 3 } && line[3] == '-');
        if (line is null)
        {
            throw new SmtpException($"The server closed the connection after {what}.");
        }
        // 251: taken for a recipient who is elsewhere.
        if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code) || (code != expected && !(code == 251 && expected == 250)))
        {
            throw new SmtpException($"The server answered {what} with: {line}");
        }
    }

    /// <summary>With a dot put before every line that begins with one, and the dot that ends it all.</summary>
    private static byte[] Stuffed(ReadOnlySpan<byte> mail)
    {
        var stuffed = new MemoryStream(mail.Length + 16);
        var startsLine = true;
        foreach (var value in mail)
        {
            if (startsLine && value == (byte)'.')
            {
                stuffed.WriteByte((byte)'.');
            }

            stuffed.WriteByte(value);
            startsLine = value == (byte)'\n';
        }

        stuffed.Write(".\r\n"u8);
        return stuffed.ToArray();
    }
}
