using System.Text.Json.Nodes;

namespace PromptToImage.Cdk.Tests;

/// <summary>A synthesized CloudFormation template.</summary>
public sealed class Template
{
    private readonly JsonObject _root;

    private Template(JsonObject root) => _root = root;

    public JsonObject Json => _root;

    public JsonObject Rules => _root[nameof(Rules)]!.AsObject();

    public JsonObject Parameters => _root[nameof(Parameters)]!.AsObject();

    public JsonObject Outputs => _root[nameof(Outputs)]!.AsObject();

    public JsonObject? Conditions => _root[nameof(Conditions)]?.AsObject();

    public IEnumerable<TemplateResource> All =>
        _root["Resources"]!.AsObject().Select(entry => new TemplateResource(entry.Key, entry.Value!.AsObject()));

    public static Template Parse(string json) => new(JsonNode.Parse(json)!.AsObject());

    public IReadOnlyList<TemplateResource> Of(string type) => [.. All.Where(resource => resource.Type == type)];

    public TemplateResource One(string type) => Assert.Single(Of(type));

    /// <summary>The one resource of a type whose name property (QueueName, FunctionName, …) has this value.</summary>
    public TemplateResource Named(string type, string name)
    {
        var property = type[(type.LastIndexOf(':') + 1)..] + "Name";
        return Assert.Single(Of(type), resource => resource.Text(property) == name);
    }

    public TemplateResource Queue(string name) => Named("AWS::SQS::Queue", name);

    public TemplateResource Topic(string name) => Named("AWS::SNS::Topic", name);

    public TemplateResource Function(string name) => Named("AWS::Lambda::Function", name);

    public TemplateResource Alarm(string name) => Named("AWS::CloudWatch::Alarm", name);

    /// <summary>The statements of a policy document, one per line.</summary>
    public static IReadOnlyList<string> Statements(JsonNode? document) =>
        [.. document!["Statement"]!.AsArray().Select(statement => Intrinsic.Line(statement!))];
}
