using System.Text;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>
/// <c>$base64decode(str)</c>: the text of its Base64 form; other characters are skipped
/// (https://docs.jsonata.org/string-functions#base64decode).
/// </summary>
internal static class Base64decodeFunction
{
    public static readonly NativeFunction Function = new(
        "base64decode",
        "<s-:s>",
        1,
        static (arguments, in call) => arguments.TryText(0, out var text) ? new JsonString(Decode(text)) : null
    );

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static string Decode(string text)
    {
        var decoded = new StringBuilder();
        var bits = 0;
        var buffer = 0;
        foreach (var c in text)
        {
            if (c == '=')
            {
                break;
            }

            var value = Alphabet.IndexOf(c == '-' ? '+' : c == '_' ? '/' : c, StringComparison.Ordinal);
            if (value < 0)
            {
                continue;
            }

            buffer = ((buffer << 6) | value) & 0xFFFF;
            bits += 6;
            if (bits >= 8)
            {
                bits -= 8;
                decoded.Append((char)((buffer >> bits) & 0xFF));
            }
        }

        return decoded.ToString();
    }
}
