using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator.Mail;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Tests.Mail;

public sealed class MailDeliveryTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly Database _database;

    public MailDeliveryTests()
    {
        _database = Database.Open(_folder["state.db"]);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_mail_becomes_a_file_whose_name_says_when_and_what()
    {
        var mailbox = new Mailbox(_database, _time, relays: false);
        await using var delivery = Delivery(mailbox, null);
        await AddAsync(mailbox, "Image stored: order/../1234 (Über)");
        var file = _folder["mail/2026-11-01/120000-000001-image-stored-order-1234-ber.eml"];
        await UntilAsync(() => File.Exists(file));
        Assert.Equal(
            Encoding.ASCII.GetString(MailFormat.Compose(mailbox.Find(1)!.Content, _time.GetUtcNow())),
            await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Mails_that_were_left_when_the_process_ended_go_out_after_the_next_start()
    {
        var mailbox = new Mailbox(_database, _time, relays: false);
        await AddAsync(mailbox, "left");
        await using var delivery = Delivery(new Mailbox(_database, _time, relays: false), null);
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
    public async Task The_server_gets_the_very_bytes_of_the_file_with_lines_that_begin_with_a_dot()
    {
        await using var server = new RecordingSmtpServer();
        var mailbox = new Mailbox(_database, _time, relays: true);
        await using var delivery = Delivery(mailbox, server.EndPoint);
        await AddAsync(mailbox, "dots", body: "a\n.\n..b\n");
        await UntilAsync(() => !server.Mails.IsEmpty && mailbox.Find(1)!.Relay.DueAt is null);
        Assert.Equal(Encoding.ASCII.GetString(MailFormat.Compose(mailbox.Find(1)!.Content, mailbox.Find(1)!.Time)), server.Mails.Single());
    }

    [Fact]
    public async Task A_refused_mail_is_kept_with_the_reason_and_offered_again_later_each_time()
    {
        await using var server = new RecordingSmtpServer { Refusal = "450 mailbox busy" };
        var mailbox = new Mailbox(_database, _time, relays: true);
        await using var delivery = Delivery(mailbox, server.EndPoint);
        await AddAsync(mailbox, "stubborn");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await UntilAsync(() => mailbox.Find(1)!.Relay.Attempts == attempt);
            var relay = mailbox.Find(1)!.Relay;
            Assert.Equal("The server answered RCPT TO:<you@localhost> with: 450 mailbox busy", relay.Error);
            Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(1 << (attempt - 1)), relay.DueAt);
            if (attempt == 3)
            {
                server.Refusal = null;
            }

            await UntilAsync(() => _time.PendingTimers > 0);
            _time.Advance(relay.DueAt!.Value - _time.GetUtcNow());
        }

        await UntilAsync(() => !server.Mails.IsEmpty && mailbox.Find(1)!.Relay.DueAt is null);
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var mailbox = new Mailbox(_database, _time, relays: true);
        await using var delivery = Delivery(mailbox, new DnsEndPoint("127.0.0.1", 1));
        await AddAsync(mailbox, "nobody");
        await UntilAsync(() => mailbox.Find(1)!.Relay.Attempts == 1);
        Assert.StartsWith("127.0.0.1:1 cannot be reached: ", mailbox.Find(1)!.Relay.Error, StringComparison.Ordinal);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private MailDelivery Delivery(Mailbox mailbox, DnsEndPoint? server) =>
        new(mailbox, _folder["mail"], server is null ? null : new SmtpRelay(server, _time), _time, NullLogger<MailDelivery>.Instance);

    private async Task AddAsync(Mailbox mailbox, string subject, string? key = null, string body = "body\n")
    {
        await _database.WriteAsync(session =>
            mailbox.Add(session, new MailDraft(key ?? subject, "sender", "you@localhost", subject, body, "arn"))
        );
        mailbox.Announce();
    }
}
