using PromptToImage.Jsonata.Functions;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Operators;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Running;

/// <summary>Calls functions. Tail calls are a loop.</summary>
internal static class Application
{
    /// <param name="function">The function to call. Any other value is T1006.</param>
    /// <param name="context">The value that an omitted argument takes where the signature says so.</param>
    public static JsonValue? Apply(JsonValue? function, JsonValue?[] arguments, JsonValue? context, Frame frame)
    {
        var result = ApplyOnce(function, arguments, context, frame);
        while (result is TailCallValue tail)
        {
            var next = tail.Call.Procedure.Evaluate(tail.Input, tail.Frame);
            if (next is FunctionValue callee)
            {
                callee.CallName = tail.Call.Procedure is VariableNode variable ? variable.NameValue : callee.CallName;
                callee.CallPosition = tail.Call.Procedure.Position;
            }

            var values = new JsonValue?[tail.Call.Arguments.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = tail.Call.Arguments[i].Evaluate(tail.Input, tail.Frame);
            }

            result = ApplyOnce(next, values, context, frame);
        }

        return result;
    }

    /// <summary>Calls a function on behalf of a higher-order function.</summary>
    public static JsonValue? ApplyArgument(JsonValue? function, JsonValue?[] arguments, in FunctionCall call) =>
        function is LambdaValue lambda
            ? Apply(lambda, arguments, lambda.Input, call.Frame)
            : Apply(function, arguments, JsonValue.Null, call.Frame);

    private static JsonValue? ApplyOnce(JsonValue? function, JsonValue?[] arguments, JsonValue? context, Frame frame)
    {
        try
        {
            var validated = (function as FunctionValue)?.Signature is { } signature ? signature.Validate(arguments, context) : arguments;
            return function switch
            {
                LambdaValue lambda => ApplyLambda(lambda, validated),
                NativeValue native => native.Function.Invoke(validated, new FunctionCall(frame, context)),
                ArgumentFunctionValue argument => Apply(argument.Function, validated, JsonValue.Null, argument.Frame),
                PartialNativeValue partial => partial.Function.Invoke(partial.Complete(validated), new FunctionCall(frame, null)),
                MatcherValue matcher => matcher.Node.Match(validated, frame),
                NextMatchValue next => next.Node.FindNext(next.SearchedText, next.StartIndex, frame.Evaluation)?.ToReplacerArgument(),
                _ => throw new JsonataException("T1006"),
            };
        }
        catch (JsonataException error) when (Locate(error, function as FunctionValue))
        {
            throw;
        }
    }

    private static JsonValue? ApplyLambda(LambdaValue lambda, JsonValue?[] arguments)
    {
        var parameters = lambda.Parameters;
        if (arguments.Length != parameters.Length)
        {
            Array.Resize(ref arguments, parameters.Length);
        }

        return lambda.Node.Body.Evaluate(lambda.Input, new Frame(lambda.Frame, parameters, arguments));
    }

    private static bool Locate(JsonataException error, FunctionValue? function)
    {
        if (function is not null)
        {
            error.Token ??= function.CallName;
            error.Position = function.CallPosition ?? error.Position;
        }

        return false;
    }
}
