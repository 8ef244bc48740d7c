using System.Text;
using MimeKit;
using PromptToImage.AwsEmulator.Mail;
using PromptToImage.AwsEmulator.Topics;

namespace PromptToImage.AwsEmulator.Tests.Mail;

public sealed class MailComposerTests
{
    private static readonly string[] HeaderNames =
    [
        "Content-Transfer-Encoding",
        "Content-Type",
        "Date",
        "From",
        "MIME-Version",
        "Message-Id",
        "Subject",
        "To",
        "X-Source",
    ];

    private static readonly DateTimeOffset Time = new(2026, 11, 1, 13, 5, 9, TimeSpan.FromHours(1));

    [Fact]
    public void An_ascii_mail_is_readable_without_decoding()
    {
        var mail = new MailDraft(
            "7f.s1",
            "prompt-to-image-results",
            "you@localhost",
            "Image stored",
            "Hello,\nthe image is there.\n",
            "arn:aws:sns:x"
        );
        var text = Text(mail);
        Assert.Equal(
            [
                "Content-Type: text/plain; charset=utf-8",
                "Date: Sun, 01 Nov 2026 12:05:09 +0000",
                "From: prompt-to-image-results <no-reply@sns.localhost>",
                "MIME-Version: 1.0",
                "Message-Id: <7f.s1@sns.localhost>",
                "Subject: Image stored",
                "To: you@localhost",
                "X-Source: arn:aws:sns:x",
            ],
            Headers(text).Order(StringComparer.Ordinal)
        );
        Assert.EndsWith("\r\n\r\nHello,\r\nthe image is there.\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Über", "Käse = gut \nüber\n")]
    [InlineData("日本 Image stored: 日本", "日本\r\n🎨\n")]
    [InlineData("a \"b\" <c@d> (e), f; g: h \\ i", "tab\tand = \u0007 \u0000\n.\n..\nFrom me\n")]
    [InlineData("=?utf-8?Q?=0D=0ABcc:_x?=", "=?utf-8?Q?a?=\n")]
    [InlineData("", "")]
    public void A_reader_gets_the_subject_the_sender_and_the_text(string subject, string body)
    {
        var text = Text(Mail(subject, body) with { SenderName = "Größe \"x\" <y@z>" });
        var read = Read(text);
        Assert.Equal(subject, read.Subject);
        Assert.Equal("Größe \"x\" <y@z>", Assert.IsType<MailboxAddress>(Assert.Single(read.From)).Name);
        Assert.Equal(body.ReplaceLineEndings("\n").TrimEnd('\n'), read.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n'));
        Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= 78, line));
    }

    [Theory]
    [InlineData("Stored\r\nBcc: victim@example.com", "Stored  Bcc: victim@example.com")]
    [InlineData("a\nb\u0000c\u0085d\u2028e", "a b c d e")]
    [InlineData("=?utf-8?Q?=0D=0ABcc:_x?=", "=?utf-8?Q?=0D=0ABcc:_x?=")]
    public void No_header_value_can_add_a_header(string value, string shown)
    {
        var text = Text(Mail(value, "body") with { SenderName = value, Source = value, Key = value });
        AssertHeaders(text);
        Assert.Equal(shown, Read(text).Subject);
        Assert.Equal(Sender, Assert.IsType<MailboxAddress>(Assert.Single(Read(text).From)).Address);
    }

    [Fact]
    public void A_long_subject_is_folded_between_words_or_characters()
    {
        foreach (var subject in (string[])[string.Join(' ', Enumerable.Repeat("word", 40)), string.Concat(Enumerable.Repeat("日本", 40))])
        {
            var text = Text(Mail(subject, "body"));
            Assert.Equal(subject, Read(text).Subject);
            Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= 78, line));
        }
    }

    [Fact]
    public void Any_text_gives_a_valid_message()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 2_000; i++)
        {
            var letters = new char[random.Next(200)];
            for (var at = 0; at < letters.Length; at++)
            {
                letters[at] = (char)random.Next(random.Next(4) == 0 ? 0x10000 : 0x100);
            }

            var text = Text(Mail(new string(letters), new string(letters)));
            Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= 998 && !line.Contains('\n') && !line.Contains('\r')));
            AssertHeaders(text);
        }
    }

    [Fact]
    public void Every_address_that_can_be_subscribed_is_a_recipient()
    {
        var random = new Random(20261122);
        var accepted = 0;
        const string Letters = "aZ09!#$%&'*+-/=?^_`{|}~..";
        for (var i = 0; i < 2_000; i++)
        {
            var name = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Letters[random.Next(Letters.Length)]));
            var address = $"{name}@{(random.Next(2) == 0 ? "localhost" : "mail-1.example.com")}";
            if (Record.Exception(() => TopicRules.CheckEmail(address)) is not null)
            {
                continue;
            }

            accepted++;
            Assert.Equal(address, Assert.IsType<MailboxAddress>(Read(Text(Mail("s", "b") with { Recipient = address })).To.Single()).Address);
        }

        Assert.True(accepted > 1_000);
    }

    private static void AssertHeaders(string text)
    {
        var names = Headers(text).Select(header => header.Split(':')[0]).ToList();
        Assert.Equal(names.Distinct().Count(), names.Count);
        Assert.Empty(names.Except(HeaderNames));
    }

    private static string Sender => MailComposer.Sender;

    private static MailDraft Mail(string subject, string body) => new("7f", "sender", "you@localhost", subject, body, "arn");

    private static List<string> Headers(string text) =>
        [.. text.Split("\r\n\r\n")[0].Split("\r\n").Where(line => !line.StartsWith(' ') && !line.StartsWith('\t'))];

    private static MimeMessage Read(string text) => MimeMessage.Load(new MemoryStream(Encoding.ASCII.GetBytes(text)));

    private static string Text(MailDraft mail)
    {
        using var message = MailComposer.Compose(mail, Time);
        using var written = new MemoryStream();
        message.WriteTo(MailComposer.Format, written);
        return Encoding.ASCII.GetString(written.ToArray());
    }
}
