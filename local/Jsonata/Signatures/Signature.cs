using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Signatures;

/// <summary>
/// The types of a function's parameters, in JSONata's notation: https://docs.jsonata.org/embedding-extending#function-signature-syntax.
/// Immutable.
/// </summary>
internal sealed class Signature
{
    private readonly SignatureParameter[] _parameters;

    private Signature(SignatureParameter[] parameters) => _parameters = parameters;

    /// <exception cref="JsonataException">S0401, S0402: the text is not a signature. Its position is relative to the text.</exception>
    public static Signature Parse(string text) => new([.. SignatureParser.Parse(text)]);

    /// <summary>Checks arguments, wraps single values into arrays, and fills in the context value.</summary>
    /// <exception cref="JsonataException">T0410, T0411, T0412: an argument has another type.</exception>
    public JsonValue?[] Validate(JsonValue?[] arguments, JsonValue? context)
    {
        Span<int> counts = stackalloc int[_parameters.Length];
        if (!TryAssign(arguments, 0, 0, counts))
        {
            throw Mismatch(arguments);
        }

        var validated = new List<JsonValue?>(_parameters.Length);
        var at = 0;
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (counts[i] == 0)
            {
                validated.Add(Missing(_parameters[i], arguments, ref at, context));
                continue;
            }

            var first = At(arguments, at);
            for (var last = at + counts[i]; at < last; at++)
            {
                validated.Add(_parameters[i].IsArray ? _parameters[i].ToArray(At(arguments, at), at) : first);
            }
        }

        return [.. validated];
    }

    /// <summary>Finds how many arguments each parameter takes, as many as possible.</summary>
    private bool TryAssign(JsonValue?[] arguments, int parameter, int argument, Span<int> counts)
    {
        if (parameter == _parameters.Length)
        {
            return argument == arguments.Length;
        }

        var (least, most) = (_parameters[parameter].Least, _parameters[parameter].Most);
        var count = 0;
        while (count < most && argument + count < arguments.Length && _parameters[parameter].Accepts(arguments[argument + count]))
        {
            count++;
        }

        for (; count >= least; count--)
        {
            counts[parameter] = count;
            if (TryAssign(arguments, parameter + 1, argument + count, counts))
            {
                return true;
            }
        }

        return false;
    }

    private static JsonValue? Missing(SignatureParameter parameter, JsonValue?[] arguments, ref int at, JsonValue? context)
    {
        if (!parameter.TakesContext)
        {
            // The argument here belongs to a later parameter, which then gets the one after it. So does JSONata.
            return At(arguments, at++);
        }

        return parameter.Accepts(context) ? context : throw new JsonataException("T0411") { Value = context, Index = at + 1 };
    }

    private static JsonValue? At(JsonValue?[] arguments, int index) => index < arguments.Length ? arguments[index] : null;

    /// <summary>The error for the first argument that no parameter accepts.</summary>
    private JsonataException Mismatch(JsonValue?[] arguments)
    {
        var at = 0;
        foreach (var parameter in _parameters)
        {
            var count = 0;
            while (count < parameter.Most && at + count < arguments.Length && parameter.Accepts(arguments[at + count]))
            {
                count++;
            }

            if (count < parameter.Least)
            {
                break;
            }

            at += count;
        }

        return new JsonataException("T0410") { Value = At(arguments, at), Index = at + 1 };
    }
}
