using System.Text;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>
/// <c>$trim(str)</c>: the text with each run of spaces, tabs and line breaks as one space, and none at its ends
/// (https://docs.jsonata.org/string-functions#trim).
/// </summary>
internal static class TrimFunction
{
    public static readonly NativeFunction Function = new(
        "trim",
        "<s-:s>",
        1,
        static (arguments, in call) => arguments.TryText(0, out var text) ? new JsonString(Normalize(text)) : null
    );

    private static string Normalize(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is not (' ' or '\t' or '\n' or '\r'))
            {
                normal.Append(c);
            }
            else if (normal.Length > 0 && normal[^1] != ' ')
            {
                normal.Append(' ');
            }
        }

        return normal.Length > 0 && normal[^1] == ' ' ? normal.ToString(0, normal.Length - 1) : normal.ToString();
    }
}
