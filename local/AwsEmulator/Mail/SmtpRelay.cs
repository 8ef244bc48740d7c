using System.Net;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace PromptToImage.AwsEmulator.Mail;

/// <summary>Sends e-mails to an SMTP server on the local network, without TLS and login. Each call opens a connection. Thread-safe.</summary>
/// <param name="server">The server's host and port.</param>
/// <param name="time">Limits how long one e-mail may take.</param>
public sealed class SmtpRelay(DnsEndPoint server, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary><c>host:port</c>.</summary>
    public string Server => $"{server.Host}:{server.Port}";

    /// <summary>Sends one e-mail.</summary>
    /// <returns>Null if the server accepted it, otherwise the reason why not.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<string?> SendAsync(MimeMessage mail, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var client = new SmtpClient { LocalDomain = "localhost" };
        try
        {
            await client.ConnectAsync(server.Host, server.Port, SecureSocketOptions.None, ends.Token);
            await client.SendAsync(mail, ends.Token);
            // The server has the e-mail. MailKit ignores an error in response to QUIT.
            await client.DisconnectAsync(quit: true, ends.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{Server} did not answer within {Timeout.TotalSeconds:F0} seconds.";
        }
        catch (CommandException e)
        {
            return e is SmtpCommandException rejection
                ? $"{Server} rejected the e-mail: {(int)rejection.StatusCode} {rejection.Message}"
                : $"{Server} rejected the e-mail: {e.Message}";
        }
        catch (Exception e) when (e is SocketException or IOException or ProtocolException)
        {
            return $"{Server} cannot be reached: {e.Message}";
        }
    }
}
