using System.Text;
using PromptToImage.AwsEmulator.Mail;

namespace PromptToImage.AwsEmulator.Tests.Mail;

public sealed class MailFormatTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 1, 13, 5, 9, TimeSpan.FromHours(1));

    [Fact]
    public void A_plain_mail_is_readable_as_it_is()
    {
        var mail = new MailDraft(
            "7f.s1",
            "prompt-to-image-results",
            "you@localhost",
            "Image stored",
            "Hello,\nthe image is there.\n",
            "arn:aws:sns:x"
        );
        Assert.Equal(
            """
            Date: Sun, 01 Nov 2026 12:05:09 +0000
            From: "prompt-to-image-results" <no-reply@sns.localhost>
            To: you@localhost
            Subject: Image stored
            Message-ID: <7f.s1@sns.localhost>
            X-Source: arn:aws:sns:x
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 7bit

            Hello,
            the image is there.

            """.ReplaceLineEndings("\r\n"),
            Text(mail)
        );
    }

    [Fact]
    public void Text_beyond_ascii_is_quoted_printable_with_short_lines()
    {
        var text = Text(Mail("Über", "Käse = gut \nüber" + new string('x', 100)));
        Assert.Contains("Subject: =?utf-8?Q?=C3=9Cber?=\r\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "Content-Transfer-Encoding: quoted-printable\r\n\r\nK=C3=A4se =3D gut=20\r\n=C3=BCberxxx",
            text,
            StringComparison.Ordinal
        );
        Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= 76));
    }

    [Theory]
    [InlineData("Stored\r\nBcc: victim@example.com", "Stored  Bcc: victim@example.com")]
    [InlineData("a\nb\u0000c\u0085d\u2028e", "a b c d e")]
    [InlineData("=?utf-8?Q?=0D=0ABcc:_x?=", null)]
    public void A_subject_cannot_add_a_header(string subject, string? shown)
    {
        var headers = Text(Mail(subject, "body")).Split("\r\n\r\n")[0].Split("\r\n");
        Assert.DoesNotContain(headers, header => header.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(9, headers.Count(header => !header.StartsWith(' ')));
        var line = headers.Single(header => header.StartsWith("Subject: ", StringComparison.Ordinal));
        if (shown is not null)
        {
            Assert.Equal("Subject: " + shown, line);
        }
        else
        {
            Assert.StartsWith("Subject: =?utf-8?Q?", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_long_subject_is_folded_between_words_and_a_long_encoded_one_between_characters()
    {
        var ascii = Text(Mail(string.Join(' ', Enumerable.Repeat("word", 40)), "body"));
        Assert.All(ascii.Split("\r\n"), line => Assert.True(line.Length <= 76, line));
        var encoded = Text(Mail(string.Concat(Enumerable.Repeat("日本", 40)), "body"));
        Assert.All(encoded.Split("\r\n"), line => Assert.True(line.Length <= 76, line));
        Assert.DoesNotContain("=E6=97?=", encoded, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_text_is_composed_all_the_same()
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
            Assert.Equal(9, text.Split("\r\n\r\n")[0].Split("\r\n").Count(header => !header.StartsWith(' ')));
        }
    }

    private static MailDraft Mail(string subject, string body) => new("7f", "sender", "you@localhost", subject, body, "arn");

    private static string Text(MailDraft mail) => Encoding.ASCII.GetString(MailFormat.Compose(mail, Time));
}
