using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>InputPath or OutputPath: absent it is everything, null it is an empty object.</summary>
internal sealed class DataPath(JsonPath? path)
{
    public static readonly DataPath Everything = new(JsonPath.Parse("$"));
    public static readonly DataPath Nothing = new(null);

    public JsonPath? Path => path;

    /// <param name="value">The document that <c>$</c> stands for.</param>
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
