using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PromptToImage.Deployment.Templates.Functions;

/// <summary><c>Fn::Sub</c>: replaces <c>${Name}</c>, <c>${Resource.Attribute}</c> and its own variables in a text.</summary>
internal sealed partial class SubTemplateFunction() : TemplateFunction("Fn::Sub")
{
    public override JsonNode? Evaluate(JsonNode? argument, Evaluator evaluator)
    {
        var (text, variables) = Parse(argument, evaluator);
        return JsonValue.Create(
            Placeholder()
                .Replace(
                    text,
                    match =>
                    {
                        var name = match.Groups[1].Value;
                        if (name.StartsWith('!'))
                        {
                            return $"${{{name[1..]}}}";
                        }

                        return variables.TryGetPropertyValue(name, out var variable)
                            ? evaluator.Text(variable, $"The variable {name} of Fn::Sub")
                            : evaluator.Scope.Find(Reference.Parse(name))?.ToString()
                                ?? throw evaluator.Error($"Fn::Sub refers to {name}, which the template does not have.");
                    }
                )
        );
    }

    public override IEnumerable<Reference> References(JsonNode? argument, Evaluator evaluator)
    {
        var (text, variables) = Parse(argument, evaluator);
        return Placeholder()
            .Matches(text)
            .Select(match => match.Groups[1].Value)
            .Where(name => !name.StartsWith('!') && !variables.ContainsKey(name))
            .Select(Reference.Parse)
            .Concat(variables.SelectMany(variable => evaluator.References(variable.Value)));
    }

    private static (string Text, JsonObject Variables) Parse(JsonNode? argument, Evaluator evaluator) =>
        argument switch
        {
            JsonValue text => (text.ToString(), []),
            JsonArray { Count: 2 } pair when pair[0] is JsonValue text && pair[1] is JsonObject variables => (text.ToString(), variables),
            _ => throw evaluator.Error("Fn::Sub takes a text, or a list of a text and a map of variables."),
        };

    [GeneratedRegex(@"\$\{([^}]*)\}")]
    private static partial Regex Placeholder();
}
