using System.Text.Json.Nodes;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Rules;

namespace PromptToImage.AwsEmulator.Tests.Rules;

/// <summary>https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html</summary>
public sealed class TargetInputTests
{
    private const string Event = """
        {"time":"2015-11-11T21:29:54Z","detail":{"instance-id":"i-0123","state":"RUN \"NING\"","items":[{"n":5},null]}}
        """;

    private static readonly RuleTarget Target = new() { Id = "one", Arn = "arn:aws:lambda:us-east-1:000000000000:function:work" };

    private static readonly Dictionary<string, string> Paths = new()
    {
        ["instance"] = "$.detail.instance-id",
        ["state"] = "$.detail.state",
        ["first"] = "$.detail.items[0]",
        ["none"] = "$.detail.missing",
    };

    [Fact]
    public void Without_an_input_the_target_receives_the_event() => Assert.Equal(Event.Trim(), Create(Target));

    [Fact]
    public void A_constant_replaces_the_event() => Assert.Equal("""{"a":1}""", Create(Target with { Input = """{"a":1}""" }));

    [Theory]
    [InlineData("$", """{"time":""")]
    [InlineData("$.detail.items[0].n", "5")]
    [InlineData("$.detail.instance-id", "\"i-0123\"")]
    [InlineData("$.detail.items[1]", "null")]
    [InlineData("$.detail.items[7]", "{}")]
    public void A_path_gives_a_part_of_the_event(string path, string begin) =>
        Assert.StartsWith(begin, Create(Target with { InputPath = path }), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"instance":<instance>,"first":<first>}""", """{"instance":"i-0123","first":{"n":5}}""")]
    [InlineData("""{"text":"<instance> is in state \"<state>\""}""", """{"text":"i-0123 is in state \"RUN \"NING\"\""}""")]
    [InlineData("\"<instance> has <first>\"", "\"i-0123 has {\\\"n\\\":5}\"")]
    [InlineData("""{"none":<none>,"also":"<none>"}""", """{"none":"","also":""}""")]
    [InlineData("""{"rule":<aws.events.rule-name>}""", """{"rule":"ends"}""")]
    [InlineData("""{"rule":<aws.events.rule-arn>}""", """{"rule":"arn:aws:events:us-east-1:000000000000:rule/ends"}""")]
    [InlineData("""{"at":<aws.events.event.ingestion-time>}""", """{"at":"2015-11-11T21:29:54Z"}""")]
    [InlineData("""{"event":<aws.events.event>}""", """{"event":{"time":"2015-11-11T21:29:54Z"}}""")]
    public void A_template_takes_parts_of_the_event(string template, string input) =>
        Assert.Equal(input, Create(Target with { InputTransformer = new InputTransformer(Paths, template) }));

    [Fact]
    public void Two_inputs_are_an_error() => AssertInvalid(Target with { Input = "{}", InputPath = "$.detail" }, "Only one of Input");

    [Fact]
    public void A_path_with_a_wildcard_is_an_error() => AssertInvalid(Target with { InputPath = "$.detail.*" }, "The path $.detail.* is not offered");

    [Fact]
    public void An_undefined_variable_is_an_error() =>
        AssertInvalid(
            Target with { InputTransformer = new InputTransformer(Paths, """{"a":<other>}""") },
            "InputTemplate refers to the variable other"
        );

    private static void AssertInvalid(RuleTarget target, string message) =>
        Assert.StartsWith(message, Assert.Throws<AwsException>(() => Create(target)).Message, StringComparison.Ordinal);

    private static string Create(RuleTarget target)
    {
        var rule = new RuleDefinition { Name = "ends", EventPattern = "{}", Targets = [target] };
        return TargetInput.For(rule, target).Create((JsonObject)JsonNode.Parse(Event)!);
    }
}
