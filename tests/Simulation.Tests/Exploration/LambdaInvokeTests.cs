using System.Text.Json.Nodes;
using PromptToImage.Contracts;
using PromptToImage.Simulation.Exploration;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation.Tests.Exploration;

/// <summary>
/// A function that is called by <c>arn:aws:states:::lambda:invoke</c>, as Workflow Studio proposes it, is explored and simulated like one
/// that is called by its ARN.
/// </summary>
public sealed class LambdaInvokeTests
{
    private static readonly string Definition = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "statemachine", "prompt-to-image.asl.json")
    );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_single_fault_loses_or_doubles_a_prompt(bool withJsonPath)
    {
        var result = Explore(WithInvoke(withJsonPath));
        Assert.True(result.Violation is null, $"{result.Violation?.Description}: {result.Violation?.Schedule}");
        Assert.Equal(Explore(JsonNode.Parse(Definition)!).FaultSets, result.FaultSets);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_missing_catcher_is_found(bool withJsonPath)
    {
        var definition = WithInvoke(withJsonPath);
        definition["States"]![StateNames.Generate]!.AsObject().Remove("Catch");
        var violation = Assert.IsType<Violation>(Explore(definition).Violation);
        Assert.Contains(violation.Schedule.Faults, fault => fault.State == StateNames.Generate);
    }

    [Theory]
    [InlineData(false, "Arguments")]
    [InlineData(true, "Parameters")]
    public void A_missing_payload_is_found(bool withJsonPath, string field)
    {
        var definition = WithInvoke(withJsonPath);
        var arguments = definition["States"]![StateNames.Validate]![field]!.AsObject();
        arguments.Remove("Payload");
        arguments.Remove("Payload.$");
        Assert.Equal("nothing failed, but there is no image", Explore(definition).Violation?.Description);
    }

    [Theory]
    [InlineData("lambda:invoke", """{ "FunctionName": "{% 'validate' %}", "Payload": "{% $states.input %}" }""")]
    [InlineData("lambda:invoke", """{ "FunctionName": "other", "Payload": "{% $states.input %}" }""")]
    [InlineData("dynamodb:putItem", """{ "TableName": "prompts", "Item": {} }""")]
    public void A_task_that_is_not_modelled_is_named(string action, string arguments)
    {
        var definition = JsonNode.Parse(Definition)!;
        var fields = definition["States"]![StateNames.Validate]!;
        fields["Resource"] = $"arn:aws:states:::{action}";
        fields["Arguments"] = JsonNode.Parse(arguments);
        var exception = Assert.Throws<InvalidDefinitionException>(() => Explorer.Parse(definition.ToJsonString()));
        var error = Assert.Single(exception.Errors);
        Assert.Equal($"/States/{StateNames.Validate}/Resource", error.Location);
        Assert.StartsWith($"The task arn:aws:states:::{action} is not modelled", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_simulation_gives_the_same_report()
    {
        var options = new SimulationOptions { Prompts = 50 };
        var expected = new Simulator(Definition, options).Run((_, _) => { }, TestContext.Current.CancellationToken);
        var report = new Simulator(WithInvoke(withJsonPath: true).ToJsonString(), options).Run(
            (_, _) => { },
            TestContext.Current.CancellationToken
        );
        Assert.Equal((expected.Images, expected.DrainSeconds), (report.Images, report.DrainSeconds));
    }

    private static ExplorationResult Explore(JsonNode definition) =>
        Explorer.Parse(definition.ToJsonString()).Run(pairs: false, stops: false, _ => { }, TestContext.Current.CancellationToken);

    /// <summary>The definition with lambda:invoke for each function.</summary>
    /// <param name="withJsonPath">Whether the first three states are in JSONPath.</param>
    private static JsonNode WithInvoke(bool withJsonPath)
    {
        var definition = JsonNode.Parse(Definition)!;
        foreach (var (_, state) in definition["States"]!.AsObject())
        {
            var fields = state!.AsObject();
            if ((string?)fields["Resource"] is not { } function || !function.StartsWith("${", StringComparison.Ordinal))
            {
                continue;
            }

            fields["Resource"] = "arn:aws:states:::lambda:invoke";
            fields["Arguments"] = new JsonObject
            {
                ["FunctionName"] = $"{function}:$LATEST",
                ["Payload"] = fields["Arguments"]?.DeepClone() ?? "{% $states.input %}",
            };
            foreach (var (variable, _) in fields["Assign"]?.AsObject().ToList() ?? [])
            {
                fields["Assign"]![variable] = "{% $states.result.Payload %}";
            }
        }

        if (withJsonPath)
        {
            UseJsonPath(definition, StateNames.Validate, """ "Payload.$": "$" """, "request");
            UseJsonPath(
                definition,
                StateNames.Generate,
                """ "Payload": { "attempt.$": "$$.Execution.Input.attempt", "request.$": "$request" } """,
                "image"
            );
            UseJsonPath(
                definition,
                StateNames.Store,
                """
                "Payload": {
                  "attempt.$": "$$.Execution.Input.attempt",
                  "request.$": "$request",
                  "image.$": "$image",
                  "execution": { "arn.$": "$$.Execution.Id", "startTime.$": "$$.Execution.StartTime" }
                }
                """,
                "stored"
            );
        }

        return definition;
    }

    private static void UseJsonPath(JsonNode definition, string state, string payload, string variable)
    {
        if (definition["QueryLanguage"] is not null)
        {
            definition.AsObject().Remove("QueryLanguage");
            foreach (var (_, other) in definition["States"]!.AsObject())
            {
                other!["QueryLanguage"] = "JSONata";
            }
        }

        var fields = definition["States"]![state]!.AsObject();
        var function = fields["Arguments"]!["FunctionName"]!.ToJsonString();
        fields.Remove("QueryLanguage");
        fields.Remove("Arguments");
        fields["Parameters"] = JsonNode.Parse($$"""{ "FunctionName": {{function}}, {{payload}} }""");
        fields["Assign"] = new JsonObject { [$"{variable}.$"] = "$.Payload" };
        fields["Catch"]![0]!["Assign"] = JsonNode.Parse("""{ "error.$": "$" }""");
    }
}
