using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;

namespace PromptToImage.StatesLanguage.Expressions;

/// <summary>The variables of a JSONata expression: the reserved variable <c>$states</c>, and those that states have assigned.</summary>
/// <param name="withContext">Whether the expression uses the context object, which takes longer to create than the rest.</param>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html</remarks>
internal sealed class StatesVariable(EvaluationScope scope, bool withContext)
{
    public const string Name = "states";
    public const string Context = "context";
    public const string Result = "result";
    public const string ErrorOutput = "errorOutput";
    private const string Input = "input";

    private JsonObject? _value;

    /// <returns>Null for an unknown variable.</returns>
    public JsonValue? Find(string name) =>
        name == Name ? _value ??= Create()
        : scope.Source.Variables.TryGet(name, out var value) ? value
        : null;

    private JsonObject Create()
    {
        var states = new JsonObjectBuilder(3).Set(Input, scope.Input);
        if (scope.Result is { } result)
        {
            states.Set(Result, result);
        }

        if (scope.ErrorOutput is { } errorOutput)
        {
            states.Set(ErrorOutput, errorOutput);
        }

        if (withContext)
        {
            states.Set(Context, scope.Source.Context);
        }

        return states.Build();
    }
}
