using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions;

/// <summary>A function that a program adds to JSONata's own.</summary>
/// <param name="Name">Without the dollar sign.</param>
/// <param name="Signature">
/// In JSONata's notation (https://docs.jsonata.org/embedding-extending#function-signature-syntax), for example <c>&lt;a-n:a&gt;</c>.
/// </param>
/// <param name="Arity">The number of parameters.</param>
/// <param name="Body">
/// Receives the arguments, null for undefined, and the settings of the evaluation. Returns null for undefined. It may throw
/// <see cref="JsonataException"/>, to which the position and the function's name are added.
/// </param>
public sealed record JsonataFunction(
    string Name,
    string Signature,
    int Arity,
    Func<IReadOnlyList<JsonValue?>, EvaluationSettings, JsonValue?> Body
)
{
    internal NativeFunction ToNative() =>
        new(
            Name,
            Signature,
            Arity,
            (arguments, in call) =>
            {
                var values = new JsonValue?[arguments.Count];
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = PlainJson.From(arguments[i], call.Evaluation);
                }

                return Body(values, call.Evaluation.Settings);
            }
        );
}
