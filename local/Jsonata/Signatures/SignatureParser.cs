using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Signatures;

/// <summary>Reads a signature such as <c>&lt;s-nn?:s&gt;</c>. The type of the result is not checked.</summary>
internal static class SignatureParser
{
    private const string AnyType = "asnblfom";

    public static List<SignatureParameter> Parse(string text)
    {
        var parameters = new List<SignatureParameter>();
        for (var at = 1; at < text.Length && text[at] != ':'; at++)
        {
            switch (text[at])
            {
                case 's' or 'n' or 'b' or 'l' or 'o':
                    parameters.Add(new SignatureParameter($"{text[at]}m"));
                    break;
                case 'a':
                    parameters.Add(new SignatureParameter(AnyType) { IsArray = true });
                    break;
                case 'f':
                    parameters.Add(new SignatureParameter("f"));
                    break;
                case 'j':
                    parameters.Add(new SignatureParameter("asnblom"));
                    break;
                case 'x':
                    parameters.Add(new SignatureParameter(AnyType));
                    break;
                case '-' when parameters.Count > 0:
                    parameters[^1] = parameters[^1] with { TakesContext = true, Least = 0 };
                    break;
                case '?' when parameters.Count > 0:
                    parameters[^1] = parameters[^1] with { Least = 0 };
                    break;
                case '+' when parameters.Count > 0:
                    parameters[^1] = parameters[^1] with { Most = int.MaxValue };
                    break;
                case '(':
                    parameters.Add(ParseChoice(text, ref at));
                    break;
                case '<':
                    ParseItemType(text, parameters, ref at);
                    break;
            }
        }

        return parameters;
    }

    private static SignatureParameter ParseChoice(string text, ref int at)
    {
        var start = at;
        at = Closing(text, at, '(', ')');
        var choice = text[(start + 1)..Math.Min(at, text.Length)];
        return choice.Contains('<', StringComparison.Ordinal)
            ? throw new JsonataException("S0402") { Value = JsonValue.From(choice), Position = start }
            : new SignatureParameter(choice + "m");
    }

    private static void ParseItemType(string text, List<SignatureParameter> parameters, ref int at)
    {
        var start = at;
        if (parameters.Count == 0 || !(parameters[^1].IsArray || parameters[^1].Types == "f"))
        {
            throw new JsonataException("S0401") { Position = start };
        }

        at = Closing(text, at, '<', '>');
        parameters[^1] = parameters[^1] with { ItemType = text[(start + 1)..Math.Min(at, text.Length)] };
    }

    private static int Closing(string text, int start, char open, char close)
    {
        var depth = 1;
        var at = start;
        while (depth > 0 && at < text.Length)
        {
            at++;
            depth += at >= text.Length ? 0 : text[at] == close ? -1 : text[at] == open ? 1 : 0;
        }

        return at;
    }
}
