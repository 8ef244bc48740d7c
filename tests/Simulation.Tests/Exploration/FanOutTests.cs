using System.Text.Json.Nodes;
using PromptToImage.Contracts;
using PromptToImage.Simulation.Exploration;

namespace PromptToImage.Simulation.Tests.Exploration;

/// <summary>Faults are injected into tasks inside Parallel and Map too.</summary>
public sealed class FanOutTests
{
    private const string FanOut = "Generate images";

    private static readonly string Definition = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "statemachine", "prompt-to-image.asl.json")
    );

    public static TheoryData<string> FanOuts => ["Parallel", "Map", "Map in a Map", "DISTRIBUTED"];

    [Theory]
    [MemberData(nameof(FanOuts))]
    public void No_fault_in_a_fan_out_loses_or_doubles_a_prompt(string type)
    {
        var result = Explore(With(type));
        Assert.True(result.Violation is null, $"{result.Violation?.Description}: {result.Violation?.Schedule}");
    }

    [Theory]
    [MemberData(nameof(FanOuts))]
    public void A_missing_retrier_in_a_fan_out_is_found(string type)
    {
        var definition = With(type);
        Generate(definition)["Retry"]!.AsArray().RemoveAt(0);
        var violation = Assert.IsType<Violation>(Explore(definition).Violation);
        Assert.Equal(
            new Fault(StateNames.Generate, FaultKind.Error, PromptErrorNames.ModelThrottled, 1),
            Assert.Single(violation.Schedule.Faults)
        );
    }

    [Theory]
    [InlineData("Map")]
    [InlineData("DISTRIBUTED")]
    public void A_retry_of_a_final_error_in_an_iteration_is_found(string type)
    {
        var definition = With(type);
        var retriers = Generate(definition)["Retry"]!.AsArray();
        retriers.Insert(0, JsonNode.Parse("""{ "ErrorEquals": ["ContentFilteredException"], "MaxAttempts": 1 }"""));
        Assert.Equal(
            $"'{StateNames.Generate}' was called 2 times, though {PromptErrorNames.ContentFiltered} is final",
            Explore(definition).Violation?.Description
        );
    }

    [Fact]
    public void A_retrier_of_a_Map_counts_as_one_of_its_tasks()
    {
        var definition = With("Map");
        var retriers = Generate(definition)["Retry"]!.AsArray();
        var retrier = retriers[0]!;
        retriers.RemoveAt(0);
        definition["States"]![FanOut]!["Retry"] = new JsonArray(retrier);
        var result = Explore(definition);
        Assert.True(result.Violation is null, $"{result.Violation?.Description}: {result.Violation?.Schedule}");

        retrier["MaxAttempts"] = 1;
        var violation = Assert.IsType<Violation>(Explore(definition).Violation);
        Assert.Equal(2, Assert.Single(violation.Schedule.Faults).Times);
    }

    [Fact]
    public void A_notice_that_fails_beside_another_branch_is_no_violation()
    {
        var definition = JsonNode.Parse(Definition)!;
        var states = definition["States"]!.AsObject();
        var notify = states[StateNames.Notify]!.DeepClone();
        states.Remove(StateNames.Notify);
        var branches = new JsonArray(
            JsonNode.Parse(
                """{ "StartAt": "Wait", "States": { "Wait": { "Type": "Wait", "Seconds": 5, "Next": "Done" }, "Done": { "Type": "Succeed" } } }"""
            ),
            new JsonObject { ["StartAt"] = StateNames.Notify, ["States"] = new JsonObject { [StateNames.Notify] = notify } }
        );
        states["Notify all"] = new JsonObject { ["Type"] = "Parallel", ["Branches"] = branches, ["End"] = true };
        states[StateNames.Store]!["Next"] = "Notify all";
        // After a timeout the status rule would take the last state, Done, for one before the image was stored.
        definition.AsObject().Remove("TimeoutSeconds");
        var result = Explore(definition);
        Assert.True(result.Violation is null, $"{result.Violation?.Description}: {result.Violation?.Schedule}");
    }

    private static ExplorationResult Explore(JsonNode definition) =>
        Explorer.Parse(definition.ToJsonString()).Run(pairs: false, stops: false, _ => { }, TestContext.Current.CancellationToken);

    /// <summary>The task of the innermost fan-out.</summary>
    private static JsonNode Generate(JsonNode flow)
    {
        while ((flow["States"]![FanOut] ?? flow["States"]!["Inner"]) is { } outer)
        {
            flow = outer["ItemProcessor"] ?? outer["Branches"]![0]!;
        }

        return flow["States"]![StateNames.Generate]!;
    }

    /// <summary>The definition with the model's task inside a fan-out, whose two branches or iterations do the same work.</summary>
    private static JsonNode With(string type)
    {
        var definition = JsonNode.Parse(Definition)!;
        var states = definition["States"]!.AsObject();
        var task = states[StateNames.Generate]!.DeepClone().AsObject();
        states.Remove(StateNames.Generate);
        task.Remove("Catch");
        task.Remove("Assign");
        task.Remove("Next");
        task["End"] = true;
        task["Arguments"] = JsonNode.Parse("""{ "attempt": 1, "request": "{% $states.input.request %}" }""");
        var fanOut = type switch
        {
            "Parallel" => Parallel(task),
            "Map" => Map(StateNames.Generate, task, "INLINE"),
            "DISTRIBUTED" => Map(StateNames.Generate, task, "DISTRIBUTED"),
            _ => Map("Inner", Map(StateNames.Generate, task, "INLINE"), "INLINE"),
        };
        if (type == "Map in a Map")
        {
            fanOut["ItemProcessor"]!["States"]!["Inner"]!["End"] = true;
            fanOut["ItemProcessor"]!["States"]!["Inner"]!["Output"] = "{% $states.result[0] %}";
        }

        fanOut["Assign"] = JsonNode.Parse("""{ "image": "{% $states.result[0] %}" }""");
        fanOut["Catch"] = JsonNode.Parse(
            $$$"""[{ "ErrorEquals": ["States.ALL"], "Assign": { "error": "{% $states.errorOutput %}" }, "Next": "{{{StateNames.DeadLetter}}}" }]"""
        );
        fanOut["Next"] = StateNames.Store;
        states[FanOut] = fanOut;
        states[StateNames.Validate]!["Next"] = FanOut;
        return definition;
    }

    private static JsonObject Parallel(JsonObject task) =>
        new()
        {
            ["Type"] = "Parallel",
            ["Arguments"] = JsonNode.Parse("""{ "request": "{% $request %}" }"""),
            ["Branches"] = new JsonArray(
                new JsonObject { ["StartAt"] = StateNames.Generate, ["States"] = new JsonObject { [StateNames.Generate] = task } },
                JsonNode.Parse("""{ "StartAt": "Wait", "States": { "Wait": { "Type": "Wait", "Seconds": 5, "End": true } } }""")
            ),
        };

    private static JsonObject Map(string name, JsonObject state, string mode)
    {
        var configuration = new JsonObject { ["Mode"] = mode };
        if (mode == "DISTRIBUTED")
        {
            configuration["ExecutionType"] = "STANDARD";
        }

        return new()
        {
            ["Type"] = "Map",
            ["Items"] = JsonNode.Parse("[1, 2]"),
            ["ItemSelector"] = JsonNode.Parse("""{ "request": "{% $exists($request) ? $request : $states.input.request %}" }"""),
            ["ItemProcessor"] = new JsonObject
            {
                ["ProcessorConfig"] = configuration,
                ["StartAt"] = name,
                ["States"] = new JsonObject { [name] = state },
            },
        };
    }
}
