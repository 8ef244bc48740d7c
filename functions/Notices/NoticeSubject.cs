using System.Text;

namespace PromptToImage.Functions.Notices;

/// <summary>
/// Makes subjects that a topic accepts: ASCII without control characters, at most 100 characters. A prompt therefore cannot add a mail
/// header. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
/// </summary>
public static class NoticeSubject
{
    public const int MaximumLength = 100;

    /// <summary>Replaces all other characters and shortens the text to the maximum length.</summary>
    public static string Make(string text)
    {
        var subject = new StringBuilder(MaximumLength);
        foreach (var rune in text.EnumerateRunes())
        {
            if (subject.Length == MaximumLength)
            {
                break;
            }

            subject.Append(
                rune.Value is >= ' ' and < 0x7F ? (char)rune.Value
                : rune.Value is '\n' or '\r' or '\t' ? ' '
                : '?'
            );
        }

        return subject.ToString();
    }
}
