using System.Globalization;
using System.Text;

namespace PromptToImage.AwsEmulator.Mail;

/// <summary>Where a mail's file is: a folder a day, names that sort by arrival and say what they are about.</summary>
internal static class MailFileName
{
    private const int LongestSubject = 60;

    public static string Of(long number, DateTimeOffset time, string subject)
    {
        var words = new StringBuilder();
        foreach (var letter in subject)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                words.Append(char.ToLowerInvariant(letter));
            }
            else if (words.Length > 0 && words[^1] != '-')
            {
                words.Append('-');
            }

            if (words.Length == LongestSubject)
            {
                break;
            }
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:HHmmss}-{number:D6}-{words}").TrimEnd('-');
        return Path.Combine(time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), name + ".eml");
    }
}
