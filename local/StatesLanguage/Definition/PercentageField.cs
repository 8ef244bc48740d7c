using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Expressions;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>
/// ToleratedFailurePercentage as a literal or an expression, or the value of ToleratedFailurePercentagePath. One parameter is not
/// null.
/// </summary>
internal sealed class PercentageField(double? literal, JsonPath? path, QueryExpression? expression)
{
    private const string OutOfRange = "ToleratedFailurePercentage must be between 0 and 100.";

    /// <exception cref="StateException">The value of the path or the expression is not a number from 0 to 100.</exception>
    public double Read(in EvaluationScope scope) =>
        expression is not null ? ReadExpression(expression, scope)
        : path is not null ? ReadPath(path, scope)
        : literal!.Value;

    private static double ReadExpression(QueryExpression expression, in EvaluationScope scope)
    {
        var value = expression.Evaluate(scope);
        if (value is not JsonNumber { Double: var number })
        {
            throw expression.Unexpected("number", value);
        }

        return number is >= 0 and <= 100 ? number : throw expression.Invalid(OutOfRange);
    }

    private static double ReadPath(JsonPath path, in EvaluationScope scope)
    {
        if (!scope.TryResolve(path, out var found))
        {
            throw StateException.Runtime($"Invalid path '{path.Text}' : {scope.Explain(path)}");
        }

        if (!TryParse(found, out var value))
        {
            throw StateException.Runtime(
                $"The ToleratedFailurePercentagePath field refers to value \"{(found is JsonString s ? s.Value : found.ToJson())}\" "
                    + $"which is not a valid float: {path.Text}"
            );
        }

        return value is >= 0 and <= 100 ? value : throw StateException.Runtime(OutOfRange);
    }

    private static bool TryParse(JsonValue found, out double value)
    {
        if (found is JsonNumber number)
        {
            value = number.Double;
            return true;
        }

        value = 0;
        return found is JsonString s && double.TryParse(s.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
