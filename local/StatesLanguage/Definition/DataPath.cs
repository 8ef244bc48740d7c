using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>InputPath or OutputPath. Without the field, the data is unchanged. With the value null, it is an empty object.</summary>
/// <param name="path">Null for the value null.</param>
internal sealed class DataPath(JsonPath? path)
{
    public static readonly DataPath Everything = new(JsonPath.Parse("$"));
    public static readonly DataPath Nothing = new(null);

    /// <param name="value">The document that <c>$</c> stands for.</param>
    /// <exception cref="StateException">The path has no value.</exception>
    public JsonValue Apply(JsonValue value, in EvaluationScope scope)
    {
        if (path is null)
        {
            return JsonObject.Empty;
        }

        if (path.IsWholeInput)
        {
            return value;
        }

        var here = scope.WithInput(value);
        return here.TryResolve(path, out var found)
            ? found
            : throw StateException.Runtime($"Invalid path '{path.Text}' : {here.Explain(path)}");
    }
}
