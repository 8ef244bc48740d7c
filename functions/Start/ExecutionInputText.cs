using System.Globalization;
using System.Text;

namespace PromptToImage.Functions.Start;

/// <summary>
/// Builds the JSON text of an execution's input. It escapes only the characters that JSON requires. .NET's encoders write each emoji
/// as twelve bytes, which count against the 256 KiB of a state's data.
/// </summary>
public static class ExecutionInputText
{
    /// <summary>
    /// In bytes of UTF-8. A state's data is limited to 256 KiB. The message, the request (60 KB), an error (32 KiB) and the other results
    /// must fit into it together.
    /// </summary>
    public const int MaximumBytes = 160 * 1024;

    /// <param name="message">The body, in valid Unicode.</param>
    public static string Build(string id, int attempt, string message)
    {
        var json = new StringBuilder(message.Length + message.Length / 8 + 128);
        json.Append("{\"id\":\"")
            .Append(id)
            .Append("\",\"attempt\":")
            .Append(CultureInfo.InvariantCulture, $"{attempt}")
            .Append(",\"message\":\"");
        foreach (var c in message)
        {
            switch (c)
            {
                case '"' or '\\':
                    json.Append('\\').Append(c);
                    break;
                case '\n':
                    json.Append("\\n");
                    break;
                case '\r':
                    json.Append("\\r");
                    break;
                case '\t':
                    json.Append("\\t");
                    break;
                case < ' ':
                    json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    json.Append(c);
                    break;
            }
        }

        return json.Append("\"}").ToString();
    }
}
