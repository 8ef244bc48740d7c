using PromptToImage.Jsonata;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;

namespace PromptToImage.StatesLanguage.Expressions;

/// <summary>A compiled JSONata expression of a field.</summary>
/// <param name="expression">The text between the delimiters.</param>
/// <param name="field">The place in the state, for example <c>Catch[0]/Output/message</c>.</param>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html</remarks>
internal sealed class QueryExpression(JsonataExpression expression, string field)
{
    // Measured on AWS: a deeper expression fails, and so does a range of one item more.
    private const int MaxDepth = 100;
    private const long MaxValueBytes = 873_782 * 8;
    private const string LimitExceeded = "U1001";

    private readonly bool _usesContext = expression.References.Variables.Any(variable =>
        variable.Name == StatesVariable.Name && variable.Property is null or StatesVariable.Context
    );

    public string Text => expression.Text;

    /// <exception cref="StateException">The evaluation failed, or the expression returned nothing.</exception>
    public JsonValue Evaluate(in EvaluationScope scope)
    {
        var states = new StatesVariable(scope, _usesContext);
        var source = scope.Source;
        JsonValue? value;
        try
        {
            value = expression.Evaluate(
                null,
                new EvaluationSettings
                {
                    Now = source.Now,
                    Random = () => source.Random,
                    Variables = states.Find,
                    Functions = StatesFunctions.All,
                    MaxDepth = MaxDepth,
                    MaxValueBytes = MaxValueBytes,
                    NonFiniteAsText = true,
                    OnSteps = source.Spend,
                }
            );
        }
        catch (JsonataException e)
        {
            throw Failed("threw an error during evaluation" + (e.Code == LimitExceeded ? $": {e.Message}" : $". {e.Code}: {e.Message}"));
        }

        return value ?? throw Failed("returned nothing (undefined).");
    }

    /// <summary>The error for a value of a type that the field does not allow.</summary>
    /// <param name="expected">The name of the expected type, for example <c>array</c>.</param>
    public StateException Unexpected(string expected, JsonValue value) =>
        Failed($"returned an unexpected result type. Expected '{expected}', but was '{TypeOf(value)}' for value: {value.ToJson()}");

    /// <summary>The error for a value that the field does not allow.</summary>
    /// <param name="message">The message of the field.</param>
    public StateException Invalid(string message) => StateException.QueryEvaluation(message, field);

    private static string TypeOf(JsonValue value) =>
        value.Kind switch
        {
            JsonKind.True or JsonKind.False => "boolean",
            var kind => kind.ToString().ToLowerInvariant(),
        };

    private StateException Failed(string outcome) =>
        Invalid($"The JSONata expression '{Text}' specified for the field '{field}' {outcome}");
}
