using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Operators;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Syntax;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata;

/// <summary>
/// A parsed JSONata 2.0.6 expression (https://docs.jsonata.org). Immutable: parse it once, then evaluate it any number of times, from any
/// thread. <c>$eval</c> does not exist, as in AWS Step Functions.
/// </summary>
public sealed class JsonataExpression
{
    private readonly ExpressionNode _root;

    private JsonataExpression(string text, ExpressionNode root, ExpressionReferences references)
    {
        Text = text;
        _root = root;
        References = references;
    }

    public string Text { get; }

    /// <summary>The variables and the parts of the input that the expression uses.</summary>
    public ExpressionReferences References { get; }

    /// <exception cref="JsonataException">
    /// The text is not an expression: the code begins with S, or is U1001 if it is nested too deeply.
    /// </exception>
    public static JsonataExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var syntax = Analysis.Analyse(Parser.Parse(text));
        return new JsonataExpression(text, Compiler.Compile(syntax), ReferenceAnalysis.Analyse(syntax));
    }

    /// <param name="input">The value that the expression sees as its context, null for undefined.</param>
    /// <returns>The result, or null where the expression returns nothing (undefined) or a function.</returns>
    /// <exception cref="JsonataException">The evaluation failed.</exception>
    /// <exception cref="OperationCanceledException">The settings' cancellation token was cancelled.</exception>
    public JsonValue? Evaluate(JsonValue? input, EvaluationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var evaluation = new Evaluation(input, settings);
        var context = input;
        if (input is JsonArray)
        {
            var wrapper = new ArrayValue(1) { IsSequence = true, IsOuterWrapper = true };
            wrapper.Add(input);
            context = wrapper;
        }

        try
        {
            return PlainJson.From(_root.Evaluate(context, new Frame(evaluation)), evaluation);
        }
        catch (JsonFormatException)
        {
            // The result, or a value on the way to it, is nested deeper than a document may be.
            throw Limits.StackOverflow();
        }
        finally
        {
            evaluation.ReportSteps();
        }
    }
}
