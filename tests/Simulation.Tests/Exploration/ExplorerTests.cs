using System.Text.Json.Nodes;
using PromptToImage.Contracts;
using PromptToImage.Simulation.Exploration;

namespace PromptToImage.Simulation.Tests.Exploration;

/// <summary>The explorer finds no violation in the pipeline, and finds each removal from a copy of it.</summary>
public sealed class ExplorerTests
{
    private static readonly string Definition = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "statemachine", "prompt-to-image.asl.json")
    );

    [Fact]
    public void No_single_fault_loses_or_doubles_a_prompt_wherever_the_host_stops()
    {
        var result = Explorer.Parse(Definition).Run(pairs: false, stops: true, _ => { }, TestContext.Current.CancellationToken);
        Assert.True(result.Violation is null, $"{result.Violation?.Description}: {result.Violation?.Schedule}");
        Assert.True(result.Runs > 10_000, $"{result.Runs} runs");
    }

    [Fact]
    public void An_exploration_that_is_cancelled_says_how_far_it_came()
    {
        using var cancellation = new CancellationTokenSource();
        var result = Explorer
            .Parse(Definition)
            .Run(
                pairs: true,
                stops: false,
                happened =>
                {
                    if (happened.FaultSets == 5)
                    {
                        cancellation.Cancel();
                    }
                },
                cancellation.Token
            );
        Assert.True(result.WasCancelled);
        Assert.Null(result.Violation);
        Assert.Equal(5, result.FaultSets);
        Assert.True(result.Runs >= 5 && result.AllFaultSets > 1_000, $"{result}");
    }

    [Fact]
    public void No_pair_of_faults_loses_or_doubles_a_prompt()
    {
        var result = Explorer.Parse(Definition).Run(pairs: true, stops: false, _ => { }, TestContext.Current.CancellationToken);
        Assert.True(result.Violation is null, $"{result.Violation?.Description}: {result.Violation?.Schedule}");
    }

    [Fact]
    public void A_state_machine_in_both_query_languages_is_explored()
    {
        var explorer = Explorer.Parse(InBothLanguages("message"));
        var result = explorer.Run(pairs: false, stops: true, _ => { }, TestContext.Current.CancellationToken);
        Assert.True(result.Violation is null, $"{result.Violation?.Description}: {result.Violation?.Schedule}");
        Assert.True(result.Runs > 10_000, $"{result.Runs} runs");
    }

    [Fact]
    public void A_dead_letter_with_another_body_is_found_in_a_state_machine_in_both_query_languages()
    {
        var explorer = Explorer.Parse(InBothLanguages("id"));
        var result = explorer.Run(pairs: false, stops: false, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal("the dead letter's body is \"order-1\", not the message that was sent", result.Violation?.Description);
    }

    public static TheoryData<string, int> Retriers()
    {
        var data = new TheoryData<string, int>();
        foreach (var (state, fields) in States(JsonNode.Parse(Definition)!))
        {
            var retriers = fields["Retry"]?.AsArray() ?? [];
            var retriesAnyError = retriers.Any(retrier => (string?)retrier!["ErrorEquals"]![0] == "States.TaskFailed");
            for (var index = 0; index < retriers.Count; index++)
            {
                // A retrier without attempts makes an error final. Without it the error is final too, unless a later one retries any error.
                if ((int?)retriers[index]!["MaxAttempts"] != 0 || retriesAnyError)
                {
                    data.Add(state, index);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Retriers))]
    public void A_missing_retrier_is_found(string state, int retrier)
    {
        var violation = Violation(definition => definition["States"]![state]!["Retry"]!.AsArray().RemoveAt(retrier));
        Assert.Contains(violation.Schedule.Faults, fault => fault.State == state);
        Assert.Null(violation.Schedule.StopAfterEvent);
    }

    public static TheoryData<string> Catchers() =>
        [.. States(JsonNode.Parse(Definition)!).Where(state => state.Fields["Catch"] is not null).Select(state => state.Name)];

    [Theory]
    [MemberData(nameof(Catchers))]
    public void A_missing_catcher_is_found(string state)
    {
        var violation = Violation(definition => definition["States"]![state]!.AsObject().Remove("Catch"));
        Assert.Contains(violation.Schedule.Faults, fault => fault.State == state);
    }

    [Fact]
    public void A_missing_dead_letter_branch_is_found()
    {
        var violation = Violation(definition =>
        {
            definition["States"]!.AsObject().Remove("Dead-letter prompt");
            foreach (var (_, fields) in States(definition))
            {
                foreach (var catcher in fields["Catch"]?.AsArray() ?? [])
                {
                    if ((string?)catcher!["Next"] == "Dead-letter prompt")
                    {
                        catcher["Next"] = "Notify failure";
                    }
                }
            }
        });
        Assert.Equal("the prompt is neither an image nor a dead letter", violation.Description);
    }

    [Fact]
    public void A_dead_letter_with_another_body_is_found()
    {
        var violation = Violation(definition =>
        {
            definition["States"]!["Dead-letter prompt"]!["Arguments"]!["MessageBody"] = "{% $states.context.Execution.Input.id %}";
        });
        Assert.Equal("the dead letter's body is \"order-1\", not the message that was sent", violation.Description);
    }

    [Fact]
    public void A_missing_status_rule_is_found()
    {
        var violation = ViolationWith(null);
        Assert.Equal("the prompt is neither an image nor a dead letter", violation.Description);
        Assert.Equal(0, violation.Schedule.FailedRuleAttempts);
    }

    [Fact]
    public void A_missing_on_failure_destination_is_found()
    {
        var violation = ViolationWith(StatusRule.Deployed with { HasOnFailureDestination = false });
        Assert.Equal("the prompt is neither an image nor a dead letter", violation.Description);
        Assert.Equal(StatusRule.Attempts, violation.Schedule.FailedRuleAttempts);
    }

    [Fact]
    public void A_last_state_that_the_status_rule_does_not_know_is_found()
    {
        var explorer = Explorer.Parse(Definition.Replace(StateNames.Failed, "Failed", StringComparison.Ordinal));
        var violation = explorer.Run(pairs: false, stops: false, _ => { }, TestContext.Current.CancellationToken).Violation;
        Assert.Equal("the status rule sent a second failure notice", violation?.Description);
        Assert.Equal(FaultKind.TooLarge, Assert.Single(violation!.Schedule.Faults).Kind);
    }

    [Fact]
    public void A_schedule_is_described_in_one_sentence() =>
        Assert.Equal(
            "'Generate image' fails with ModelThrottledException 2 times in a row, and 'Notify' does not respond once; the host stops when event 7 is stored, and the results of the open tasks are lost; the status rule's invocation fails 3 times",
            new FaultSchedule([
                new Fault("Generate image", FaultKind.Error, "ModelThrottledException", 2),
                new Fault("Notify", FaultKind.NoResponse, "States.Timeout", 1),
            ])
            {
                StopAfterEvent = 7,
                TasksHadFinished = true,
                FailedRuleAttempts = 3,
            }.ToString()
        );

    private static Violation ViolationWith(StatusRule? rule)
    {
        var explorer = new Explorer(SimulatedFunctions.Parse(Definition), rule);
        return Assert.IsType<Violation>(explorer.Run(pairs: false, stops: false, _ => { }, TestContext.Current.CancellationToken).Violation);
    }

    private static Violation Violation(Action<JsonNode> edit)
    {
        var definition = JsonNode.Parse(Definition)!;
        edit(definition);
        var result = Explorer.Parse(definition.ToJsonString()).Run(pairs: true, stops: false, _ => { }, TestContext.Current.CancellationToken);
        return Assert.IsType<Violation>(result.Violation);
    }

    /// <summary>The definition with the states of the dead-letter branch in JSONPath.</summary>
    /// <param name="body">The field of the execution's input that the dead letter's body has.</param>
    private static string InBothLanguages(string body)
    {
        var definition = JsonNode.Parse(Definition)!;
        definition.AsObject().Remove("QueryLanguage");
        foreach (var (_, fields) in States(definition))
        {
            fields["QueryLanguage"] = "JSONata";
        }

        var deadLetter = UseJsonPath(
            definition,
            StateNames.DeadLetter,
            $$"""
            {
              "Parameters": {
                "QueueUrl": "queue",
                "MessageBody.$": "$$.Execution.Input.{{body}}",
                "MessageAttributes": {
                  "RequestId": { "DataType": "String", "StringValue.$": "$$.Execution.Input.id" },
                  "Attempt": { "DataType": "Number", "StringValue.$": "States.Format('{}', States.MathAdd($$.Execution.Input.attempt, 1))" },
                  "Error": { "DataType": "String", "StringValue.$": "$error.Error" }
                }
              },
              "ResultPath": null
            }
            """
        );
        deadLetter["Catch"]![0]!["Assign"] = JsonNode.Parse("""{ "deadLetterError.$": "$" }""");
        var failed = UseJsonPath(
            definition,
            StateNames.Failed,
            """{ "ErrorPath": "$error.Error", "CausePath": "States.JsonToString($error)" }"""
        );
        failed.Remove("Error");
        failed.Remove("Cause");
        return definition.ToJsonString();
    }

    private static JsonObject UseJsonPath(JsonNode definition, string state, string changed)
    {
        var fields = definition["States"]![state]!.AsObject();
        fields.Remove("QueryLanguage");
        fields.Remove("Arguments");
        foreach (var (name, value) in JsonNode.Parse(changed)!.AsObject())
        {
            fields[name] = value?.DeepClone();
        }

        return fields;
    }

    private static IEnumerable<(string Name, JsonObject Fields)> States(JsonNode definition) =>
        definition["States"]!.AsObject().Select(state => (state.Key, state.Value!.AsObject()));
}
