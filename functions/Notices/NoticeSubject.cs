using System.Text;

namespace PromptToImage.Functions.Notices;

/// <summary>
/// Subjects that a topic accepts and that nobody can smuggle a mail header into: ASCII without control characters, at
/// most 100 characters: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
/// </summary>
public static class NoticeSubject
{
    public const int MaximumLength = 100;

    /// <summary>The text with every other character replaced, cut to length.</summary>
    public static string Make(string text)
    {
        StringBuilder subject = new(MaximumLength);
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
