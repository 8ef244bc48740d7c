using System.Text.Json.Nodes;
using PromptToImage.Simulation.Exploration;

namespace PromptToImage.Simulation.Tests.Exploration;

/// <summary>The explorer finds nothing in the project's definition, and finds every hole that is made in a copy.</summary>
public sealed class ExplorerTests
{
    private static readonly string Definition = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "statemachine", "prompt-to-image.asl.json")
    );

    [Fact]
    public void No_single_fault_loses_or_doubles_a_prompt_wherever_the_host_dies()
    {
        var result = Explorer.Of(Definition).Run(pairs: false, stops: true, _ => { }, TestContext.Current.CancellationToken);
        Assert.True(result.Violation is null, $"{result.Violation?.What}: {result.Violation?.Schedule}");
        Assert.True(result.Runs > 10_000, $"{result.Runs} runs");
    }

    [Fact]
    public void No_pair_of_faults_loses_or_doubles_a_prompt()
    {
        var result = Explorer.Of(Definition).Run(pairs: true, stops: false, _ => { }, TestContext.Current.CancellationToken);
        Assert.True(result.Violation is null, $"{result.Violation?.What}: {result.Violation?.Schedule}");
    }

    public static TheoryData<string, int> Retriers()
    {
        var data = new TheoryData<string, int>();
        foreach (var (state, fields) in States(JsonNode.Parse(Definition)!))
        {
            for (var index = 0; index < (fields["Retry"]?.AsArray().Count ?? 0); index++)
            {
                // A retrier of no attempts says that an error is final, which it is without it too.
                if ((int?)fields["Retry"]![index]!["MaxAttempts"] != 0)
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
        Assert.Equal("the prompt is neither an image nor a dead letter", violation.What);
    }

    [Fact]
    public void A_dead_letter_with_another_body_is_found()
    {
        var violation = Violation(definition =>
        {
            var parameters = definition["States"]!["Dead-letter prompt"]!["Parameters"]!.AsObject();
            parameters.Remove("MessageBody.$");
            parameters["MessageBody.$"] = "$.id";
        });
        Assert.Equal("the dead letter's body is \"order-1\", not the prompt as it was sent", violation.What);
    }

    [Fact]
    public void A_schedule_reads_as_a_sentence() =>
        Assert.Equal(
            "'Generate image' fails with ModelThrottledException 2 times in a row, and 'Notify' never answers, once; the host dies when event 7 is stored, the open tasks' work done but their answers lost",
            new Schedule(
                [
                    new Fault("Generate image", FaultKind.Error, "ModelThrottledException", 2),
                    new Fault("Notify", FaultKind.Silence, "States.Timeout", 1),
                ],
                7,
                EffectsDone: true
            ).ToString()
        );

    private static Violation Violation(Action<JsonNode> edit)
    {
        var definition = JsonNode.Parse(Definition)!;
        edit(definition);
        var result = Explorer.Of(definition.ToJsonString()).Run(pairs: true, stops: false, _ => { }, TestContext.Current.CancellationToken);
        return Assert.IsType<Violation>(result.Violation);
    }

    private static IEnumerable<(string Name, JsonObject Fields)> States(JsonNode definition) =>
        definition["States"]!.AsObject().Select(state => (state.Key, state.Value!.AsObject()));
}
