using System.Globalization;
using System.Text;

namespace PromptToImage.AwsEmulator.Mail;

/// <summary>
/// A mail as bytes: RFC 5322 headers, RFC 2047 words where a header is not ASCII, one plain UTF-8 text. The same mail
/// gives the same bytes always, and nothing in a subject or address can add a header.
/// </summary>
public static class MailFormat
{
    /// <summary>The address that everything comes from.</summary>
    public const string Sender = "no-reply@sns.localhost";

    public static byte[] Compose(MailDraft mail, DateTimeOffset time)
    {
        var text = new StringBuilder();
        Header(text, "Date", time.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header(text, "From", $"{HeaderText.Phrase(mail.SenderName)} <{Sender}>");
        Header(text, "To", HeaderText.Plain(mail.Recipient));
        Header(text, "Subject", HeaderText.Unstructured(mail.Subject, "Subject: ".Length));
        Header(text, "Message-ID", $"<{HeaderText.Atom(mail.Key)}@sns.localhost>");
        Header(text, "X-Source", HeaderText.Plain(mail.Source));
        Header(text, "MIME-Version", "1.0");
        Header(text, "Content-Type", "text/plain; charset=utf-8");
        var body = QuotedPrintable.NormalizeLines(mail.Body);
        var plain = QuotedPrintable.IsPlain(body);
        Header(text, "Content-Transfer-Encoding", plain ? "7bit" : "quoted-printable");
        text.Append("\r\n").Append(plain ? body : QuotedPrintable.Encode(body));
        if (!body.EndsWith("\r\n", StringComparison.Ordinal))
        {
            text.Append("\r\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void Header(StringBuilder text, string name, string value)
    {
        text.Append(name).Append(": ").Append(value).Append("\r\n");
    }
}
