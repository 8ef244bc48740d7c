using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Choices;

/// <summary>
/// Compares the value of one path by one operator. A value of another type than the operator's is not equal, less or greater.
/// </summary>
/// <param name="variable">The left side: the field Variable.</param>
/// <param name="literal">The right side; null for a path.</param>
/// <param name="path">The path of the right side; null for a literal.</param>
internal sealed class Comparison(JsonPath variable, ChoiceOperator comparison, JsonValue? literal, JsonPath? path) : Condition
{
    public override string Label
    {
        get
        {
            var right = path?.Text ?? literal!.ToJson();
            return comparison.Symbol.Length > 0 ? $"{variable.Text} {comparison.Symbol} {right}"
                : literal is { Kind: JsonKind.False } ? $"{variable.Text} is not {comparison.Noun}"
                : $"{variable.Text} is {comparison.Noun}";
        }
    }

    public override bool Holds(in EvaluationScope scope)
    {
        var found = scope.TryResolve(variable, out var value);
        if (comparison.AcceptsMissing)
        {
            return comparison.Holds(found ? value : null, literal!);
        }

        if (!found)
        {
            throw Unresolved(variable);
        }

        if (path is null)
        {
            return comparison.Holds(value, literal!);
        }

        return scope.TryResolve(path, out var right) ? comparison.Holds(value, right) : throw Unresolved(path);
    }

    private static StateException Unresolved(JsonPath missing) =>
        StateException.Runtime($"Invalid path '{missing.Text}': The choice state's condition path references an invalid value.");
}
