using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates.Functions;

/// <summary>A function of CloudFormation's template language.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html</remarks>
internal abstract class TemplateFunction(string name)
{
    private static readonly Dictionary<string, TemplateFunction> All = new TemplateFunction[]
    {
        new RefTemplateFunction(),
        new GetAttTemplateFunction(),
        new SubTemplateFunction(),
        new JoinTemplateFunction(),
        new SelectTemplateFunction(),
        new SplitTemplateFunction(),
        new IfTemplateFunction(),
        new EqualsTemplateFunction(),
        new AndTemplateFunction(),
        new OrTemplateFunction(),
        new NotTemplateFunction(),
    }.ToDictionary(function => function.Name);

    public string Name => name;

    /// <summary>The function that an object with one member calls, and its argument; null for an object that is not a call.</summary>
    /// <exception cref="TemplateException">The function is unknown.</exception>
    public static (TemplateFunction Function, JsonNode? Argument)? In(JsonObject node, Evaluator evaluator)
    {
        if (node.Count != 1)
        {
            return null;
        }

        var (name, argument) = node.First();
        if (All.TryGetValue(name, out var function))
        {
            return (function, argument);
        }

        return name.StartsWith("Fn::", StringComparison.Ordinal)
            ? throw evaluator.Error($"the intrinsic function {name} is not supported on one machine.")
            : null;
    }

    /// <summary>The value of a call.</summary>
    public abstract JsonNode? Evaluate(JsonNode? argument, Evaluator evaluator);

    /// <summary>The references of a call, which decide the order of the resources.</summary>
    public virtual IEnumerable<Reference> References(JsonNode? argument, Evaluator evaluator) => evaluator.References(argument);
}
