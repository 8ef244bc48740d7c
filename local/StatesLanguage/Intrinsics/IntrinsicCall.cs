using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Intrinsics;

/// <summary>A compiled call of an intrinsic function.</summary>
/// <param name="text">The call as the definition has it.</param>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html</remarks>
internal sealed class IntrinsicCall(IntrinsicFunction function, IntrinsicArgument[] arguments, string text)
{
    /// <exception cref="PathFormatException">The text is not a call of a known function.</exception>
    public static IntrinsicCall Parse(string text) => IntrinsicParser.Parse(text);

    /// <exception cref="StateException">An argument has no value, or the function does not accept its value.</exception>
    public JsonValue Evaluate(in EvaluationScope scope)
    {
        var values = new JsonValue[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i] switch
            {
                IntrinsicArgument.Constant c => c.Value,
                IntrinsicArgument.Call inner => inner.Value.Evaluate(scope),
                IntrinsicArgument.Path p => scope.TryResolve(p.Value, out var value) ? value : throw Unresolved(p.Value, scope),
                _ => throw new InvalidOperationException($"There is no argument of the type {arguments[i].GetType()}."),
            };
        }

        DataLimit.CheckParts(values);
        try
        {
            var written = arguments.Length > 0 && arguments[0] is IntrinsicArgument.Constant { Written: { } w } ? w : null;
            return function.Apply(new IntrinsicInput(values, written, scope));
        }
        catch (Exception e) when (e is IntrinsicException or JsonFormatException)
        {
            throw new StateException(ErrorNames.IntrinsicFailure, $"The function '{text}' had the following error: {e.Message}");
        }
    }

    private StateException Unresolved(JsonPath path, in EvaluationScope scope) =>
        StateException.Runtime(
            $"The function '{text}' had the following error: The JsonPath argument for the field '{path.Text}' could not be found "
                + $"in the input '{scope.Input.ToJson()}'"
        );
}
