using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates.Functions;

/// <summary>A function of CloudFormation's template language.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html</remarks>
internal abstract class IntrinsicFunction(string name)
{
    private static readonly Dictionary<string, IntrinsicFunction> All = new IntrinsicFunction[]
    {
        new RefFunction(),
        new GetAttFunction(),
        new SubFunction(),
        new JoinFunction(),
        new SelectFunction(),
        new SplitFunction(),
        new IfFunction(),
        new EqualsFunction(),
        new AndFunction(),
        new OrFunction(),
        new NotFunction(),
    }.ToDictionary(function => function.Name);

    public string Name => name;

    /// <summary>The function that an object with one member calls, and its argument; null for an object that is not a call.</summary>
    /// <exception cref="TemplateException">The function is unknown.</exception>
    public static (IntrinsicFunction Function, JsonNode? Argument)? In(JsonObject node, Evaluator evaluator)
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
