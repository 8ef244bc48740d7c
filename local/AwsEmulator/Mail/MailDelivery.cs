using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace PromptToImage.AwsEmulator.Mail;

/// <summary>
/// Takes mails from the mailbox to their .eml files and to the SMTP server. Both are repeated until they succeed: a
/// file by writing the same bytes again, a relay at growing intervals, under the same Message-ID.
/// </summary>
public sealed partial class MailDelivery : IAsyncDisposable
{
    private const int MostFilesAtOnce = 100;

    private static readonly TimeSpan WaitAfterFault = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly Mailbox _mailbox;
    private readonly string _folder;
    private readonly SmtpRelay? _smtp;
    private readonly TimeProvider _time;
    private readonly ILogger<MailDelivery> _logger;
    private readonly CancellationTokenSource _stops = new();
    private readonly Task _delivering;

    /// <param name="folder">Where .eml files go.</param>
    /// <param name="smtp">Null when no server was named.</param>
    public MailDelivery(Mailbox mailbox, string folder, SmtpRelay? smtp, TimeProvider time, ILogger<MailDelivery> logger)
    {
        _mailbox = mailbox;
        _folder = folder;
        _smtp = smtp;
        _time = time;
        _logger = logger;
        _delivering = Task.Run(DeliverAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stops.CancelAsync();
        await _delivering;
        await WriteLastFilesAsync();
        _stops.Dispose();
    }

    /// <summary>How long to wait after so many refusals: 1 s, doubled, at most ten minutes.</summary>
    internal static TimeSpan WaitAfter(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, Math.Min(attempts - 1, 20))));

    private async Task DeliverAsync()
    {
        try
        {
            while (true)
            {
                var wait = await DeliverWaitingAsync();
                if (wait != TimeSpan.Zero)
                {
                    await _mailbox.WaitAsync(wait, _stops.Token);
                }
            }
        }
        catch (OperationCanceledException) when (_stops.IsCancellationRequested)
        {
            // What is left for the server goes out after the next start.
        }
    }

    /// <summary>A program that ends after one message leaves the file of its mail behind.</summary>
    [SuppressMessage(
        "Design",
        "CA1031",
        Justification = "What cannot be written now must not keep the program from ending; the next start writes it."
    )]
    private async Task WriteLastFilesAsync()
    {
        try
        {
            while (await WriteFilesAsync())
            {
                // A hundred at a time.
            }
        }
        catch (Exception e)
        {
            LogLeft(e, _folder);
        }
    }

    /// <summary>Does what can be done now; returns how long until there is more to do, null when nothing waits.</summary>
    [SuppressMessage(
        "Design",
        "CA1031",
        Justification = "A full disk or a locked file must not end the delivery: it is told and tried again."
    )]
    private async Task<TimeSpan?> DeliverWaitingAsync()
    {
        try
        {
            return await WriteFilesAsync() ? TimeSpan.Zero
                : _smtp is null ? null
                : await RelayAsync(_smtp);
        }
        catch (Exception e) when (!_stops.IsCancellationRequested)
        {
            LogHeldUp(e, _folder, WaitAfterFault);
            return WaitAfterFault;
        }
    }

    /// <summary>Writes what has no file yet; true when there may be more.</summary>
    private async Task<bool> WriteFilesAsync()
    {
        var mails = _mailbox.ToWrite(MostFilesAtOnce);
        if (mails.Count == 0)
        {
            return false;
        }

        foreach (var mail in mails)
        {
            WriteFile(Path.Combine(_folder, mail.File), MailFormat.Compose(mail.Content, mail.Time));
        }

        await _mailbox.MarkWrittenAsync(mails);
        return true;
    }

    private static void WriteFile(string file, byte[] content)
    {
        var unfinished = file + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(unfinished, content);
        File.Move(unfinished, file, overwrite: true);
    }

    /// <summary>Offers what is due to the server; returns how long until the next is, null when none waits.</summary>
    private async Task<TimeSpan?> RelayAsync(SmtpRelay smtp)
    {
        while (_mailbox.NextToRelay() is { } mail)
        {
            var wait = mail.Relay.DueAt!.Value - _time.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                return wait;
            }

            try
            {
                await smtp.SendAsync(mail.Content.Recipient, MailFormat.Compose(mail.Content, mail.Time), _stops.Token);
                await _mailbox.MarkRelayedAsync(mail);
            }
            catch (SmtpException e)
            {
                var again = WaitAfter(mail.Relay.Attempts + 1);
                LogRefused(mail.Number, smtp.Server, e.Message, again);
                await _mailbox.MarkRefusedAsync(mail, e.Message, _time.GetUtcNow() + again);
            }
        }

        return null;
    }

    [LoggerMessage(LogLevel.Error, "mails cannot be taken from the mailbox to {folder}; nothing is lost, and it is tried again in {wait}")]
    private partial void LogHeldUp(Exception exception, string folder, TimeSpan wait);

    [LoggerMessage(LogLevel.Error, "mails could not be taken from the mailbox to {folder}; nothing is lost, and the next start does it")]
    private partial void LogLeft(Exception exception, string folder);

    [LoggerMessage(LogLevel.Warning, "mail {number} was not taken by {server}: {reason}. It is kept, and offered again in {wait}")]
    private partial void LogRefused(long number, string server, string reason, TimeSpan wait);
}
