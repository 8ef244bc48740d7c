using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PromptToImage.AwsEmulator.Mail;

/// <summary>
/// Writes the e-mails of the mailbox to .eml files and sends them to the SMTP server. It repeats both until they succeed: it overwrites a
/// file with the same content, and it sends at growing intervals with the same Message-ID. When it stops, it writes the remaining files.
/// </summary>
/// <param name="mailbox">The e-mails and how far each one is.</param>
/// <param name="folder">The folder of the .eml files.</param>
/// <param name="smtp">Null if there is no server.</param>
/// <param name="time">The clock of intervals.</param>
/// <param name="logger">Receives errors.</param>
public sealed partial class MailDelivery(Mailbox mailbox, string folder, SmtpRelay? smtp, TimeProvider time, ILogger<MailDelivery> logger)
    : BackgroundService
{
    private const int FilesPerBatch = 100;

    private static readonly TimeSpan WaitAfterError = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    /// <remarks>E-mails that the server has not accepted are sent after the next start.</remarks>
    [SuppressMessage("Design", "CA1031", Justification = "An error must not prevent the program from ending; it is logged.")]
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            while (await WriteFilesAsync())
            {
                // The next batch.
            }
        }
        catch (Exception e)
        {
            LogNotWritten(e, folder);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = await DeliverAsync(stoppingToken);
            if (wait != TimeSpan.Zero)
            {
                await mailbox.WaitAsync(wait, stoppingToken);
            }
        }
    }

    /// <summary>The wait after so many rejections: 1 s, then doubled each time, at most ten minutes.</summary>
    internal static TimeSpan WaitAfter(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, Math.Min(attempts - 1, 20))));

    /// <summary>Does what is due. Returns the time until more is due, or null if nothing waits.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "A full disk or a locked file must not end the delivery; it is logged and repeated.")]
    private async Task<TimeSpan?> DeliverAsync(CancellationToken stoppingToken)
    {
        try
        {
            return await WriteFilesAsync() ? TimeSpan.Zero
                : smtp is null ? null
                : await SendAsync(smtp, stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogError(e, folder, WaitAfterError);
            return WaitAfterError;
        }
    }

    /// <summary>Writes a batch of files. Returns false if none was left to write.</summary>
    private async Task<bool> WriteFilesAsync()
    {
        var mails = mailbox.ToWrite(FilesPerBatch);
        if (mails.Count == 0)
        {
            return false;
        }

        foreach (var mail in mails)
        {
            WriteFile(mail);
        }

        await mailbox.MarkWrittenAsync(mails);
        return true;
    }

    private void WriteFile(Mail mail)
    {
        var file = Path.Combine(folder, mail.File);
        var unfinished = file + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using (var message = MailComposer.Compose(mail.Content, mail.Time))
        {
            message.WriteTo(MailComposer.Format, unfinished);
        }

        File.Move(unfinished, file, overwrite: true);
    }

    /// <summary>Sends what is due. Returns the time until more is due, or null if nothing waits.</summary>
    private async Task<TimeSpan?> SendAsync(SmtpRelay relay, CancellationToken stoppingToken)
    {
        while (mailbox.NextToRelay() is { } mail)
        {
            var wait = mail.Relay.DueAt!.Value - time.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                return wait;
            }

            using var message = MailComposer.Compose(mail.Content, mail.Time);
            if (await relay.SendAsync(message, stoppingToken) is { } reason)
            {
                var next = WaitAfter(mail.Relay.Attempts + 1);
                LogRejected(mail.Number, reason, next);
                await mailbox.MarkRejectedAsync(mail, reason, time.GetUtcNow() + next);
            }
            else
            {
                await mailbox.MarkRelayedAsync(mail);
            }
        }

        return null;
    }

    [LoggerMessage(LogLevel.Error, "Could not deliver e-mails to {folder}. They are kept; the next try is in {wait}")]
    private partial void LogError(Exception exception, string folder, TimeSpan wait);

    [LoggerMessage(LogLevel.Error, "Could not write the remaining e-mails to {folder}. They are kept; the next start writes them")]
    private partial void LogNotWritten(Exception exception, string folder);

    [LoggerMessage(LogLevel.Warning, "Could not send e-mail {number}: {reason} It is kept; the next try is in {wait}")]
    private partial void LogRejected(long number, string reason, TimeSpan wait);
}
