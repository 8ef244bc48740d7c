using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using PromptToImage.AwsEmulator.Mail;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Tests.Mail;

public sealed class MailDeliveryTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly List<MailDelivery> _deliveries = [];
    private readonly Database _database;

    public MailDeliveryTests()
    {
        _database = Database.Open(_folder["state.db"]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var delivery in _deliveries)
        {
            await delivery.StopAsync(CancellationToken.None);
            delivery.Dispose();
        }

        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_mail_is_written_to_a_file_with_its_time_and_subject_in_the_name()
    {
        var mailbox = new Mailbox(_database, _time, relays: false);
        await StartAsync(mailbox, null);
        await AddAsync(mailbox, "Image stored: order/../1234 (Über)");
        var file = _folder["mail/2026-11-01/120000-000001-image-stored-order-1234-ber.eml"];
        await UntilAsync(() => File.Exists(file));
        using var read = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
        AssertContent(mailbox.Find(1)!, read);
    }

    [Fact]
    public async Task Mails_that_were_not_delivered_when_the_process_ended_are_delivered_after_the_next_start()
    {
        var mailbox = new Mailbox(_database, _time, relays: false);
        await AddAsync(mailbox, "left");
        await StartAsync(new Mailbox(_database, _time, relays: false), null);
        await UntilAsync(() => File.Exists(_folder["mail/2026-11-01/120000-000001-left.eml"]));
    }

    [Fact]
    public async Task The_same_key_twice_is_one_mail()
    {
        var mailbox = new Mailbox(_database, _time, relays: false);
        await AddAsync(mailbox, "first", "k");
        await AddAsync(mailbox, "second", "k");
        Assert.Equal("first", Assert.Single(mailbox.List(10)).Content.Subject);
    }

    [Fact]
    public async Task The_server_gets_the_whole_mail_with_lines_that_begin_with_a_dot()
    {
        await using var server = new RecordingSmtpServer();
        var mailbox = new Mailbox(_database, _time, relays: true);
        await StartAsync(mailbox, server.EndPoint);
        await AddAsync(mailbox, "dots", body: "a\n.\n..b\n");
        await UntilAsync(() => !server.Mails.IsEmpty && mailbox.Find(1)!.Relay.DueAt is null);
        using var read = MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(server.Mails.Single())), TestContext.Current.CancellationToken);
        AssertContent(mailbox.Find(1)!, read);
    }

    [Fact]
    public async Task A_rejected_mail_is_kept_with_the_reason_and_sent_again_at_growing_intervals()
    {
        await using var server = new RecordingSmtpServer { Rejection = "450 mailbox busy" };
        var mailbox = new Mailbox(_database, _time, relays: true);
        await StartAsync(mailbox, server.EndPoint);
        await AddAsync(mailbox, "stubborn");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await UntilAsync(() => mailbox.Find(1)!.Relay.Attempts == attempt);
            var relay = mailbox.Find(1)!.Relay;
            Assert.Equal($"{server.EndPoint.Host}:{server.EndPoint.Port} rejected the e-mail: 450 mailbox busy", relay.Error);
            Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(1 << (attempt - 1)), relay.DueAt);
            if (attempt == 3)
            {
                server.Rejection = null;
            }

            await UntilAsync(() => _time.PendingTimers > 0);
            _time.Advance(relay.DueAt!.Value - _time.GetUtcNow());
        }

        await UntilAsync(() => !server.Mails.IsEmpty && mailbox.Find(1)!.Relay.DueAt is null);
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task The_error_names_a_server_that_cannot_be_reached()
    {
        var mailbox = new Mailbox(_database, _time, relays: true);
        await StartAsync(mailbox, new DnsEndPoint("127.0.0.1", 1));
        await AddAsync(mailbox, "unsubscribed");
        await UntilAsync(() => mailbox.Find(1)!.Relay.Attempts == 1);
        Assert.StartsWith("127.0.0.1:1 cannot be reached: ", mailbox.Find(1)!.Relay.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_does_not_end_the_delivery()
    {
        // A file takes the place of the folder.
        await File.WriteAllTextAsync(_folder["mail"], "", TestContext.Current.CancellationToken);
        var mailbox = new Mailbox(_database, _time, relays: false);
        await StartAsync(mailbox, null);
        await AddAsync(mailbox, "late");
        await UntilAsync(() => _time.PendingTimers > 0);
        File.Delete(_folder["mail"]);
        _time.Advance(TimeSpan.FromSeconds(30));
        await UntilAsync(() => File.Exists(_folder["mail/2026-11-01/120000-000001-late.eml"]));
    }

    [Fact]
    public async Task The_remaining_files_are_written_when_the_delivery_stops()
    {
        var mailbox = new Mailbox(_database, _time, relays: false);
        var delivery = await StartAsync(mailbox, null);
        await _database.WriteAsync(session => mailbox.Add(session, new MailDraft("k", "sender", "you@localhost", "last", "body", "arn")));
        await delivery.StopAsync(CancellationToken.None);
        Assert.True(File.Exists(_folder["mail/2026-11-01/120000-000001-last.eml"]));
    }

    private static void AssertContent(AwsEmulator.Mail.Mail mail, MimeMessage read)
    {
        Assert.EndsWith("@sns.localhost", read.MessageId, StringComparison.Ordinal);
        Assert.Equal((mail.Content.Subject, mail.Time), (read.Subject, read.Date));
        Assert.Equal(mail.Content.Body, read.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(mail.Content.Recipient, read.To.Mailboxes.Single().Address);
        Assert.Equal((mail.Content.SenderName, MailComposer.Sender), (read.From.Mailboxes.Single().Name!, read.From.Mailboxes.Single().Address));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private async Task<MailDelivery> StartAsync(Mailbox mailbox, DnsEndPoint? server)
    {
        var delivery = new MailDelivery(
            mailbox,
            _folder["mail"],
            server is null ? null : new SmtpRelay(server, _time),
            _time,
            NullLogger<MailDelivery>.Instance
        );
        await delivery.StartAsync(TestContext.Current.CancellationToken);
        _deliveries.Add(delivery);
        return delivery;
    }

    private async Task AddAsync(Mailbox mailbox, string subject, string? key = null, string body = "body\n")
    {
        await _database.WriteAsync(session =>
            mailbox.Add(session, new MailDraft(key ?? subject, "sender", "you@localhost", subject, body, "arn"))
        );
        mailbox.Announce();
    }
}
