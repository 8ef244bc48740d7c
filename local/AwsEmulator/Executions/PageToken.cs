using System.Globalization;
using System.Text;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// The position after a page of a list: the key of its last row, with the list's name. As on AWS, a token is invalid with other
/// arguments.
/// </summary>
internal static class PageToken
{
    public static string Create(string list, long lastKey) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{lastKey} {list}")));

    /// <exception cref="Hosting.AwsException">InvalidToken.</exception>
    public static long? Read(string list, string? token)
    {
        if (token is null)
        {
            return null;
        }

        var bytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, bytes, out var length))
        {
            throw StatesErrors.InvalidToken();
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length).Split(' ', 2);
        if (text.Length != 2 || text[1] != list || !long.TryParse(text[0], NumberStyles.None, CultureInfo.InvariantCulture, out var key))
        {
            throw StatesErrors.InvalidToken();
        }

        return key;
    }
}
