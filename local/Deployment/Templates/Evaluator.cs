using System.Text.Json.Nodes;
using PromptToImage.Deployment.Templates.Functions;

namespace PromptToImage.Deployment.Templates;

/// <summary>Replaces the intrinsic functions in a part of a template by their values.</summary>
/// <param name="scope">The values that the part can refer to.</param>
/// <param name="place">The logical id that errors name.</param>
internal sealed class Evaluator(IScope scope, string place)
{
    /// <summary>The value of <c>AWS::NoValue</c>, which removes the property that has it.</summary>
    public static JsonNode NoValue { get; } = JsonValue.Create("AWS::NoValue");

    public IScope Scope => scope;

    /// <summary>The value without intrinsic functions; a copy.</summary>
    /// <exception cref="TemplateException">An intrinsic function is unknown, or its argument is not valid.</exception>
    public JsonNode? Evaluate(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject call when TemplateFunction.In(call, this) is var (function, argument):
                return function.Evaluate(argument, this);
            case JsonObject map:
                JsonObject members = [];
                foreach (var (name, value) in map)
                {
                    if (Evaluate(value) is var result && result != NoValue)
                    {
                        members.Add(name, result);
                    }
                }

                return members;
            case JsonArray list:
                return new JsonArray([.. list.Select(Evaluate).Where(item => item != NoValue)]);
            default:
                return node?.DeepClone();
        }
    }

    /// <summary>The references in a part of a template, without those in branches that its conditions do not take.</summary>
    /// <exception cref="TemplateException">An intrinsic function is unknown, or its argument is not valid.</exception>
    public IEnumerable<Reference> References(JsonNode? node) =>
        node switch
        {
            JsonObject call when TemplateFunction.In(call, this) is var (function, argument) => function.References(argument, this),
            JsonObject map => map.SelectMany(member => References(member.Value)),
            JsonArray list => list.SelectMany(References),
            _ => [],
        };

    /// <summary>Evaluates an argument that must be text. Numbers and booleans are text, as in CloudFormation.</summary>
    public string Text(JsonNode? node, string what) =>
        Evaluate(node) is JsonValue value && value != NoValue ? value.ToString() : throw Error($"{what} must be a string.");

    /// <summary>Evaluates an argument that must be a list.</summary>
    public JsonArray List(JsonNode? node, string what) => Evaluate(node) as JsonArray ?? throw Error($"{what} must be a list.");

    /// <summary>The arguments of a function that takes a fixed number; not evaluated.</summary>
    public JsonArray Items(JsonNode? node, string function, int count) =>
        node is JsonArray list && list.Count == count ? list : throw Error($"{function} takes a list of {count}.");

    /// <summary>The value of a condition: its name, <c>{"Condition": name}</c>, or a function that returns true or false.</summary>
    public bool Condition(JsonNode? node) =>
        node switch
        {
            JsonValue name => Named(name.ToString()),
            JsonObject { Count: 1 } single when single["Condition"] is JsonValue name => Named(name.ToString()),
            _ => Evaluate(node) is JsonValue value && value.TryGetValue(out bool truth) ? truth : throw Error("a condition is expected."),
        };

    /// <summary>The values of a list of conditions.</summary>
    public IEnumerable<bool> Conditions(JsonNode? node, string function) =>
        node is JsonArray list ? list.Select(Condition) : throw Error($"{function} takes a list of conditions.");

    public TemplateException Error(string error) => new($"{place}: {error}");

    private bool Named(string name) => scope.Condition(name) ?? throw Error($"there is no condition {name}.");
}
