using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Choices;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Expressions;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>Timestamp of a Wait: a time in the definition, or one that a path or an expression reads. One parameter is not null.</summary>
internal sealed class TimestampField(DateTimeOffset? literal, JsonPath? path, QueryExpression? expression)
{
    /// <exception cref="StateException">The path or the expression has no value, or the value is not a timestamp.</exception>
    public DateTimeOffset Read(in EvaluationScope scope) =>
        expression is not null ? ReadExpression(expression, scope)
        : path is not null ? ReadPath(path, scope)
        : literal!.Value;

    private static DateTimeOffset ReadExpression(QueryExpression expression, in EvaluationScope scope)
    {
        var value = expression.Evaluate(scope);
        if (value is not JsonString { Value: var text })
        {
            throw expression.Unexpected("string", value);
        }

        return Timestamp.TryRead(text, out var timestamp)
            ? timestamp
            : throw expression.Invalid(
                $"The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: {text}"
            );
    }

    private static DateTimeOffset ReadPath(JsonPath path, in EvaluationScope scope)
    {
        if (!scope.TryResolve(path, out var value))
        {
            throw StateException.Runtime($"The TimestampPath parameter does not reference an input value: {path.Text}");
        }

        return Timestamp.TryRead(value, out var timestamp)
            ? timestamp
            : throw StateException.Runtime(
                "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: "
                    + $"{path.Text} == {(value is JsonString s ? s.Value : value.ToJson())}"
            );
    }
}
