using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates;

/// <summary>The parameters, pseudo parameters and conditions of a stack, and its resources as far as they are created.</summary>
internal sealed class StackScope : IScope
{
    private readonly Dictionary<Reference, JsonNode> _values = [];
    private readonly JsonObject _conditions;
    private readonly Dictionary<string, bool> _evaluated = [];
    private readonly HashSet<string> _evaluating = [];

    /// <param name="template">Declares parameters and conditions.</param>
    /// <param name="stackName">The stack's name.</param>
    /// <param name="arguments">The values of parameters; the others have their defaults.</param>
    /// <exception cref="TemplateException">A parameter has no value, or a value has no parameter.</exception>
    public StackScope(Template template, string stackName, IReadOnlyDictionary<string, string> arguments)
    {
        _conditions = template.Conditions;
        foreach (var (name, value) in PseudoParameters.For(stackName))
        {
            _values.Add(new Reference(name), value);
        }

        foreach (var (name, parameter) in template.Parameters)
        {
            _values.Add(new Reference(name), Parameter.Value(name, parameter, arguments.GetValueOrDefault(name)));
        }

        if (arguments.Keys.FirstOrDefault(name => !template.Parameters.ContainsKey(name)) is { } unknown)
        {
            throw new TemplateException($"{unknown}: the template has no such parameter.");
        }
    }

    public JsonNode? Find(Reference reference) => _values.GetValueOrDefault(reference);

    public bool? Condition(string name)
    {
        if (_evaluated.TryGetValue(name, out var known))
        {
            return known;
        }

        if (!_conditions.TryGetPropertyValue(name, out var expression))
        {
            return null;
        }

        if (!_evaluating.Add(name))
        {
            throw new TemplateException($"{name}: the condition refers to itself.");
        }

        return _evaluated[name] = new Evaluator(this, name).Condition(expression);
    }

    /// <summary>Makes a created resource known.</summary>
    public void Add(string logicalId, string reference, IReadOnlyDictionary<string, string> attributes)
    {
        _values.Add(new Reference(logicalId), reference);
        foreach (var (name, value) in attributes)
        {
            _values.Add(new Reference(logicalId, name), value);
        }
    }
}
