using System.Text;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;

namespace PromptToImage.StatesLanguage.Intrinsics;

/// <summary>
/// States.Format: replaces each <c>{}</c> by the next argument. As on AWS, objects and arrays have the text that Java gives.
/// </summary>
internal static class TextFormat
{
    public static JsonValue Apply(IntrinsicInput input)
    {
        var template = input.FirstAsWritten ?? input.Text(0);
        var text = new StringBuilder(template.Length + 16);
        var next = 1;
        for (var i = 0; i < template.Length; i++)
        {
            if (text.Length > Interpreter.MaxDataBytes)
            {
                throw StateException.DataLimitExceeded();
            }

            var c = template[i];
            if (c == '\\' && i + 1 < template.Length && (template[i + 1] is '\'' or '\\' or '{' or '}'))
            {
                text.Append(template[++i]);
            }
            else if (c == '{' && i + 1 < template.Length && template[i + 1] == '}')
            {
                if (next == input.Count)
                {
                    throw new IntrinsicException($"the template has more than {input.Count - 1} placeholders");
                }

                Print(text, input[next++]);
                i++;
            }
            else
            {
                text.Append(c);
            }
        }

        if (next != input.Count)
        {
            throw new IntrinsicException($"the template has {next - 1} placeholders for {input.Count - 1} arguments");
        }

        return JsonValue.From(text.ToString());
    }

    private static void Print(StringBuilder text, JsonValue value)
    {
        switch (DataLimit.Check(value))
        {
            case JsonString s:
                text.Append(s.Value);
                break;
            case JsonArray array:
                text.Append('[');
                for (var i = 0; i < array.Count; i++)
                {
                    if (i > 0)
                    {
                        text.Append(", ");
                    }

                    Print(text, array[i]);
                }

                text.Append(']');
                break;
            case JsonObject o:
                text.Append('{');
                var first = true;
                foreach (var (key, item) in o)
                {
                    if (!first)
                    {
                        text.Append(", ");
                    }

                    first = false;
                    text.Append(key).Append('=');
                    Print(text, item);
                }

                text.Append('}');
                break;
            default:
                text.Append(value.ToJson());
                break;
        }
    }
}
