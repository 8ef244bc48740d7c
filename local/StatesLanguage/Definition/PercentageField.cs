using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>ToleratedFailurePercentage, or the value of ToleratedFailurePercentagePath.</summary>
internal sealed class PercentageField(double? literal, JsonPath? path)
{
    /// <exception cref="StateException">The value of the path is not a number from 0 to 100.</exception>
    public double Read(in EvaluationScope scope)
    {
        if (path is null)
        {
            return literal!.Value;
        }

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

        return value is >= 0 and <= 100 ? value : throw StateException.Runtime("ToleratedFailurePercentage must be between 0 and 100.");
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
