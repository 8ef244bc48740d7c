using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>Calls a function: <c>$sum(Price)</c>.</summary>
internal sealed class CallNode(ExpressionNode procedure, ExpressionNode[] arguments) : ExpressionNode
{
    private readonly JsonString? _name = NameOf(procedure);

    public ExpressionNode Procedure => procedure;

    public ExpressionNode[] Arguments => arguments;

    /// <summary>The name by which a call refers to its function; null for an expression.</summary>
    public static JsonString? NameOf(ExpressionNode procedure) =>
        procedure switch
        {
            VariableNode variable => variable.NameValue,
            PathNode { Steps: [{ Node: NameNode name }, ..] } => new JsonString(name.Name),
            _ => null,
        };

    /// <summary>The function of this name, if the expression omits its dollar sign; null if no function has the name.</summary>
    public static JsonString? Meant(ExpressionNode procedure, Frame frame) =>
        procedure is PathNode { Steps: [{ Node: NameNode name }, ..] } && Truth.IsTrue(frame.Lookup(name.Name), frame.Evaluation)
            ? new JsonString(name.Name)
            : null;

    protected override JsonValue? Compute(JsonValue? input, Frame frame) => Invoke(input, frame, []);

    /// <param name="first">What <c>~&gt;</c> passes before the other arguments.</param>
    public JsonValue? Invoke(JsonValue? input, Frame frame, ReadOnlySpan<JsonValue?> first)
    {
        var function = procedure.Evaluate(input, frame);
        if (function is null && Meant(procedure, frame) is { } meant)
        {
            throw new JsonataException("T1005") { Position = Position, Token = meant };
        }

        var values = new JsonValue?[first.Length + arguments.Length];
        first.CopyTo(values);
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = arguments[i].Evaluate(input, frame);
            values[first.Length + i] = value is FunctionValue passed ? new ArgumentFunctionValue(passed, frame) : value;
        }

        try
        {
            if (function is LambdaValue or NativeValue or PartialNativeValue)
            {
                var callee = (FunctionValue)function;
                callee.CallName = _name;
                callee.CallPosition = Position;
            }

            return Application.Apply(function, values, input, frame);
        }
        catch (JsonataException error) when (Locate(error))
        {
            throw;
        }
    }

    private bool Locate(JsonataException error)
    {
        error.Position ??= Position;
        error.Token ??= _name;
        return false;
    }
}
