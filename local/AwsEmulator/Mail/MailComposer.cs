using System.Text;
using MimeKit;

namespace PromptToImage.AwsEmulator.Mail;

/// <summary>
/// Turns an e-mail of the mailbox into a MIME message. No subject, name or address can add a header, and the body is ASCII in lines of at
/// most 78 characters (RFC 5322, section 2.1.1), so that every server accepts it. Stateless.
/// </summary>
public static class MailComposer
{
    /// <summary>The sender's address of every e-mail.</summary>
    public const string Sender = "no-reply@sns.localhost";

    private const string Domain = "sns.localhost";

    private const int LongestLine = 78;

    /// <summary>In base64, a line of the subject then has at most 73 characters.</summary>
    private const int BytesPerWord = 39;

    /// <summary>How messages are written: lines end with CR LF on every system.</summary>
    public static FormatOptions Format { get; } = CreateFormat();

    /// <summary>The same arguments always give a message with the same content and the same Message-ID.</summary>
    /// <param name="mail">The content. Line breaks and other control characters in its headers become spaces.</param>
    /// <param name="time">When it was sent.</param>
    public static MimeMessage Compose(MailDraft mail, DateTimeOffset time)
    {
        var message = new MimeMessage
        {
            Date = time.ToUniversalTime(),
            MessageId = $"{MessageId(mail.Key)}@{Domain}",
            Body = new TextPart("plain") { Text = mail.Body },
        };
        message.From.Add(new MailboxAddress(SingleLine(mail.SenderName), Sender));
        message.To.Add(MailboxAddress.Parse(mail.Recipient));
        message.Headers.Replace(Subject(SingleLine(mail.Subject)));
        message.Headers.Add("X-Source", SingleLine(mail.Source));
        message.Prepare(EncodingConstraint.SevenBit, LongestLine);
        return message;
    }

    private static Header Subject(string text)
    {
        var header = new Header(HeaderId.Subject, text);
        if (!Ascii.IsValid(text) || text.Contains("=?", StringComparison.Ordinal))
        {
            // MimeKit leaves out the header's name when it limits the length of a line, and a reader would decode a literal "=?".
            header.SetRawValue(Encoding.ASCII.GetBytes($" {string.Join("\r\n ", EncodedWords(text))}\r\n"));
        }

        return header;
    }

    /// <summary>RFC 2047, section 2. Each word has whole characters.</summary>
    private static IEnumerable<string> EncodedWords(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(word.ToString()) + rune.Utf8SequenceLength > BytesPerWord)
            {
                yield return Encode(word);
                word.Clear();
            }

            word.Append(rune);
        }

        yield return Encode(word);

        static string Encode(StringBuilder word) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(word.ToString()))}?=";
    }

    private static FormatOptions CreateFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        return format;
    }

    private static string MessageId(string key) =>
        string.Concat(key.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '.')).Trim('.');

    private static string SingleLine(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));
}
