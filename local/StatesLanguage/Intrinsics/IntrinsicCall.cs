using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Intrinsics;

/// <summary>A compiled call of an intrinsic function.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html</remarks>
internal sealed class IntrinsicCall(IntrinsicFunction function, IntrinsicArgument[] arguments, string text)
{
    public string Text { get; } = text;

    public ReadOnlySpan<IntrinsicArgument> Arguments => arguments;

    /// <exception cref="PathFormatException">The text is no call of a known function.</exception>
    public static IntrinsicCall Parse(string text) => IntrinsicParser.Parse(text);

    /// <exception cref="StateException">An argument has no value, or the function cannot work with it.</exception>
    public JsonValue Evaluate(in EvaluationScope scope)
    {
        var values = new JsonValue[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i] switch
            {
                IntrinsicArgument.Constant c => c.Value,
                IntrinsicArgument.Call inner => inner.Of.Evaluate(scope),
                IntrinsicArgument.Path p => scope.TryResolve(p.Of, out var value) ? value : throw Unresolved(p.Of, scope),
                _ => throw new InvalidOperationException("unknown kind of argument"),
            };
        }

        DataLimit.CheckParts(values);
        try
        {
            var written = arguments.Length > 0 && arguments[0] is IntrinsicArgument.Constant { Written: { } w } ? w : null;
            return function.Apply(new IntrinsicInput(values, written, scope));
        }
        catch (IntrinsicException e)
        {
            throw new StateException(ErrorNames.IntrinsicFailure, $"The function '{Text}' had the following error: {e.Message}");
        }
        catch (JsonFormatException e)
        {
            throw new StateException(ErrorNames.IntrinsicFailure, $"The function '{Text}' had the following error: {e.Message}");
        }
    }

    public IEnumerable<JsonPath> Paths() =>
        arguments.SelectMany(a =>
            a switch
            {
                IntrinsicArgument.Path p => [p.Of],
                IntrinsicArgument.Call c => c.Of.Paths(),
                _ => [],
            }
        );

    private StateException Unresolved(JsonPath path, in EvaluationScope scope) =>
        StateException.Runtime(
            $"The function '{Text}' had the following error: The JsonPath argument for the field '{path.Text}' could not be found in the input '{scope.Input.ToJson()}'"
        );
}
