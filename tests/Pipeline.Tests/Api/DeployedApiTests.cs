using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptToImage.Pipeline.Api;

namespace PromptToImage.Pipeline.Tests.Api;

/// <summary>
/// <c>/generate</c> on this machine is the API of the template. Its mapping templates are not interpreted here; cdk/checks runs them.
/// </summary>
public sealed partial class DeployedApiTests
{
    private static readonly LocalTemplate Template = LocalTemplate.Committed();

    private static readonly JsonObject Schema = Template.Properties("AWS::ApiGateway::Model").Single()["Schema"]!.AsObject();

    private static readonly Dictionary<string, JsonObject> Methods = Template
        .Properties("AWS::ApiGateway::Method")
        .ToDictionary(method => method["HttpMethod"]!.GetValue<string>());

    public static TheoryData<string> Names => [.. Schema["properties"]!.AsObject().Select(property => property.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_property_has_the_limits_of_the_template_s_model(string name)
    {
        var rules = Schema["properties"]![name]!.AsObject();
        foreach (var (value, isValid) in Values(rules))
        {
            Assert.Equal((name, value, isValid), (name, value, Accepts(name, value)));
        }
    }

    [Fact]
    public void A_property_that_the_template_s_model_does_not_have_is_rejected()
    {
        Assert.False(Schema["additionalProperties"]!.GetValue<bool>());
        Assert.False(Accepts("size", "1"));
        Assert.Equal("prompt", Assert.Single(Schema["required"]!.AsArray())!.GetValue<string>());
    }

    [Fact]
    public void The_methods_are_those_of_the_template()
    {
        Assert.Equal(["GET", "POST"], Methods.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["generate", "{id}"],
            Template.Properties("AWS::ApiGateway::Resource").Select(resource => resource["PathPart"]!.GetValue<string>())
        );
    }

    [Fact]
    public void The_status_returns_the_properties_that_the_template_maps()
    {
        var response = Methods["GET"]["Integration"]!["IntegrationResponses"]!
            .AsArray()
            .Single(response => response!["StatusCode"]!.GetValue<string>() == "200")!["ResponseTemplates"]!["application/json"]!
            .GetValue<string>();
        Assert.Equal(
            StoredProperty().Matches(response).Select(match => match.Groups[1].Value),
            GenerateProtocol.ImageMembers
        );
    }

    /// <summary>Values at and beyond each limit of a property.</summary>
    private static IEnumerable<(string Json, bool IsValid)> Values(JsonObject rules)
    {
        if (rules["enum"] is JsonArray values)
        {
            return [.. values.Select(value => (value!.ToJsonString(), true)), ("\"other\"", false), ("1", false)];
        }

        if (rules["type"]!.GetValue<string>() == "integer")
        {
            var (least, most) = (rules["minimum"]!.GetValue<long>(), rules["maximum"]!.GetValue<long>());
            return
            [
                ($"{least}", true),
                ($"{most}", true),
                ($"{least - 1}", false),
                ($"{most + 1}", false),
                ("1.5", false),
                ("\"1\"", false),
            ];
        }

        var length = rules["maxLength"]?.GetValue<int>() ?? 64;
        return [(Text(length), true), (Text(length + 1), false), ("1", false), ("null", false)];
    }

    private static string Text(int length) => JsonSerializer.Serialize(new string('a', length));

    private static bool Accepts(string name, string value)
    {
        var prompt = name == "prompt" ? $$"""{"prompt":{{value}}}""" : $$"""{"prompt":"x","{{name}}":{{value}}}""";
        using var document = JsonDocument.Parse(prompt);
        return PromptApiSchema.FindErrors(document.RootElement).Count == 0
            && (name != "id" || (document.RootElement.GetProperty("id") is { ValueKind: JsonValueKind.String } id && IsId(id.GetString()!)));
    }

    private static bool IsId(string id) => Contracts.Messages.PromptId.IsValid(id);

    [GeneratedRegex("\"(\\w+)\": \"?\\$stored\\.")]
    private static partial Regex StoredProperty();
}
