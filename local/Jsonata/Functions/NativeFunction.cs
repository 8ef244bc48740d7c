using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Signatures;

namespace PromptToImage.Jsonata.Functions;

internal delegate JsonValue? NativeBody(Arguments arguments, in FunctionCall call);

/// <summary>A function that is written in C#.</summary>
/// <param name="name">Without the dollar sign.</param>
/// <param name="signature">In JSONata's notation: https://docs.jsonata.org/embedding-extending#function-signature-syntax.</param>
/// <param name="arity">The number of arguments that a higher-order function passes.</param>
internal sealed class NativeFunction(string name, string signature, int arity, NativeBody body)
{
    private const int UnitsPerStep = 16;

    public string Name => name;

    public Signature Signature { get; } = Signature.Parse(signature);

    public int Arity => arity;

    /// <summary>The number of parameters that a partial application may leave open.</summary>
    public int PartialArity { get; init; } = Math.Max(1, arity);

    /// <summary>
    /// JSONata cannot apply the function partially: it reads the parameters from the source text, where one has a default value.
    /// </summary>
    public bool RefusesPartialApplication { get; init; }

    public JsonValue? Invoke(JsonValue?[] arguments, in FunctionCall call)
    {
        foreach (var argument in arguments)
        {
            switch (argument)
            {
                case JsonString text:
                    call.Evaluation.Spend(text.Value.Length / UnitsPerStep);
                    break;
                case { Kind: JsonKind.Array }:
                    call.Evaluation.Spend(Values.ValueExtensions.ItemCount(argument) / UnitsPerStep);
                    break;
            }
        }

        var result = body(new Arguments(arguments), call);
        switch (result)
        {
            case JsonString text:
                call.Evaluation.CheckText(text.Value.Length);
                break;
            case { Kind: JsonKind.Array }:
                call.Evaluation.CheckItems(Values.ValueExtensions.ItemCount(result));
                break;
        }

        return result;
    }
}
