using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Expressions;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>
/// A whole number in the definition, or one that an expression or a path reads. The value of a path can also be a string with a number.
/// One parameter is not null.
/// </summary>
/// <param name="field">The name of the field, without Path.</param>
internal sealed class WholeNumberField(string field, int? literal, JsonPath? path, QueryExpression? expression)
{
    /// <summary>The largest wait and timeout, in seconds.</summary>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html</remarks>
    public const int MaxSeconds = 99_999_999;

    /// <summary>Reads the number. Each field has its own error messages in Step Functions.</summary>
    /// <exception cref="StateException">The path or the expression has no value, or the field does not allow the value.</exception>
    public int Read(in EvaluationScope scope) =>
        expression is not null ? ReadExpression(expression, scope)
        : path is not null ? ReadPath(path, scope)
        : literal!.Value;

    private int ReadExpression(QueryExpression expression, in EvaluationScope scope)
    {
        var result = expression.Evaluate(scope);
        if (result is not JsonNumber { Whole: { } value })
        {
            throw expression.Unexpected("integer", result);
        }

        var maximum = MaximumOf(field);
        if (value >= 0 && value <= maximum)
        {
            return (int)value;
        }

        throw expression.Invalid(
            value > maximum
                ? $"The {field} field references a value over {maximum}: {value}"
                : $"The {field} field references a negative value: {value}"
        );
    }

    private int ReadPath(JsonPath path, in EvaluationScope scope)
    {
        if (!scope.TryResolve(path, out var found))
        {
            throw StateException.Runtime(
                field == "Seconds"
                    ? $"The SecondsPath parameter does not reference an input value: {path.Text}"
                    : $"Invalid path '{path.Text}' : {scope.Explain(path)}"
            );
        }
        var text = found is JsonString s ? s.Value : found.ToJson();
        if (!TryParse(found, text, out var value))
        {
            throw StateException.Runtime(
                field switch
                {
                    "Seconds" or "TimeoutSeconds" or "HeartbeatSeconds" =>
                        $"The {field}Path parameter cannot be parsed as a long value: {path.Text} == {text}",
                    _ => $"The {field}Path field refers to value \"{text}\" which is not a valid integer: {path.Text}",
                }
            );
        }
        if (value >= 0)
        {
            var maximum = MaximumOf(field);
            return value <= maximum
                ? (int)value
                : throw StateException.Runtime($"The {field}Path parameter references a value over {maximum}: {path.Text} == {text}");
        }

        throw StateException.Runtime(
            field switch
            {
                "MaxConcurrency" => $"Expected non-negative integer for MaxConcurrency, got '{text}' instead.",
                "ToleratedFailureCount" => "ToleratedFailureCount cannot be negative.",
                _ => $"The {field}Path parameter references a negative value: {path.Text} == {text}",
            }
        );
    }

    private static int MaximumOf(string name) => name is "Seconds" or "TimeoutSeconds" or "HeartbeatSeconds" ? MaxSeconds : int.MaxValue;

    private static bool TryParse(JsonValue found, string text, out long value)
    {
        value = 0;
        // Step Functions parses the text, so 1.0 is not an integer.
        return found is JsonNumber or JsonString
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }
}
