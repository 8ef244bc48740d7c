using System.Text;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>
/// <c>$base64encode(str)</c>: the Base64 form of a text, one byte per character (https://docs.jsonata.org/string-functions#base64encode).
/// </summary>
internal static class Base64encodeFunction
{
    public static readonly NativeFunction Function = new("base64encode", "<s-:s>", 1,
        static (arguments, in call) =>
            arguments.TryText(0, out var text) ? new JsonString(Convert.ToBase64String(Encoding.Latin1.GetBytes(LowBytes(text)))) : null);

    private static string LowBytes(string text) =>
        string.Create(
            text.Length,
            text,
            static (bytes, source) =>
            {
                for (var i = 0; i < bytes.Length; i++)
                {
                    bytes[i] = (char)(source[i] & 0xFF);
                }
            }
        );
}
