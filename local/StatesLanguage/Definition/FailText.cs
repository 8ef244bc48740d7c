using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>Error or Cause of a Fail state: a text, or what ErrorPath or CausePath gives.</summary>
internal sealed class FailText(string field, string? literal, PayloadTemplate? path, string? pathText)
{
    /// <exception cref="StateException">The path leads to no string.</exception>
    public string Read(in EvaluationScope scope)
    {
        if (path is null)
        {
            return literal!;
        }

        var value = path.Evaluate(scope);
        return value is JsonString s
            ? s.Value
            : throw StateException.Runtime(
                $"The JSONPath '{pathText}' specified for the field '{field}' must reference a string, but was: {value.ToJson()}"
            );
    }
}
