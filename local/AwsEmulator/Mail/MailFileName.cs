using System.Globalization;
using System.Text;

namespace PromptToImage.AwsEmulator.Mail;

/// <summary>The file of an e-mail: one folder for each day, and a name of time, number and subject, so that names sort by arrival.</summary>
internal static class MailFileName
{
    private const int LongestSubject = 60;

    /// <param name="number">The e-mail's number.</param>
    /// <param name="time">When it was sent.</param>
    /// <param name="subject">Its subject. Only ASCII letters and digits are used.</param>
    public static string For(long number, DateTimeOffset time, string subject)
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
