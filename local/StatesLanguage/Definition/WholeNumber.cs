using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>A whole number that stands in the definition, or that a field ending in Path reads: a number, or a string that is one.</summary>
/// <param name="field">Without its Path.</param>
internal sealed class WholeNumber(string field, int? literal, JsonPath? path)
{
    /// <summary>Each field has its own words for what is wrong; these are AWS's.</summary>
    /// <exception cref="StateException">The path leads to nothing that the field takes.</exception>
    public int Read(in EvaluationScope scope)
    {
        if (path is null)
        {
            return literal!.Value;
        }

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
            return value;
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

    private static bool TryParse(JsonValue found, string text, out int value)
    {
        value = 0;
        // 1.0 is no integer here: it is the text that is parsed.
        return found is JsonNumber or JsonString
            && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }
}
