using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>A whole number in the definition, or one that a path reads: a number or a string with a number.</summary>
/// <param name="field">The name of the field, without Path.</param>
internal sealed class WholeNumberField(string field, int? literal, JsonPath? path)
{
    /// <summary>The largest wait and timeout, in seconds.</summary>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html</remarks>
    public const int MaxSeconds = 99_999_999;

    /// <summary>Reads the number. Each field has its own error messages in Step Functions.</summary>
    /// <exception cref="StateException">The path has no value, or the field does not allow the value.</exception>
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
