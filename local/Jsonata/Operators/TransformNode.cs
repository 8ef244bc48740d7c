using PromptToImage.Jsonata.Functions;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>
/// A function that copies an object and changes the parts that match a pattern: <c>| Product | {"Price": 1}, "Name" |</c>.
/// </summary>
internal sealed class TransformNode(ExpressionNode pattern, ExpressionNode update, ExpressionNode? deletion) : ExpressionNode
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame) =>
        new NativeValue(new NativeFunction("", "<(oa):o>", 1, (arguments, in _) => Transform(arguments[0], frame)));

    private JsonValue? Transform(JsonValue? value, Frame frame)
    {
        if (value is null)
        {
            return null;
        }

        if (frame.Lookup("clone") is not FunctionValue clone)
        {
            throw new JsonataException("T2013") { Position = Position };
        }

        var copy = MutableCopy.From(Application.Apply(clone, [value], JsonValue.Null, frame), frame.Evaluation);
        var matches = pattern.Evaluate(copy, frame);
        for (var i = 0; matches is not null && i < (matches.IsArray() ? matches.ItemCount() : 1); i++)
        {
            var match = matches.IsArray() ? matches.ItemAt(i) : matches;
            frame.Evaluation.Spend(1);
            Update(match, frame);
            Delete(match, frame);
        }

        return MutableCopy.Freeze(copy, frame.Evaluation);
    }

    private void Update(JsonValue? match, Frame frame)
    {
        switch (update.Evaluate(match, frame))
        {
            case null:
                break;
            case JsonObject changes when match is JsonObject { IsMutable: true } target:
                for (var i = 0; i < changes.Count; i++)
                {
                    target.Set(changes.Keys[i], changes.Values[i]);
                }

                break;
            case JsonObject or TupleValue or FunctionValue and not (ArgumentFunctionValue or MatcherValue or NextMatchValue):
                // A match outside the copy is not changed.
                break;
            case var other:
                throw new JsonataException("T2011") { Position = update.Position, Value = other };
        }
    }

    private void Delete(JsonValue? match, Frame frame)
    {
        if (deletion?.Evaluate(match, frame) is not { } keys)
        {
            return;
        }

        var names = keys.AsArray();
        if (!names.IsArrayOfStrings())
        {
            throw new JsonataException("T2012") { Position = deletion.Position, Value = keys };
        }

        for (var i = 0; match is JsonObject { IsMutable: true } target && i < names.ItemCount(); i++)
        {
            target.Remove(((JsonString)names.ItemAt(i)!).Value);
        }
    }
}
