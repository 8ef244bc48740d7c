using PromptToImage.Jsonata.Json;
using PromptToImage.Pipeline.Telemetry;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline.Tests.Telemetry;

public sealed class StateSpansTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(
        """
        "First": { "Type": "Pass", "Next": "Second" },
        "Second": { "Type": "Pass", "Output": "{% $error('broken') %}", "End": true }
        """
    )]
    [InlineData(
        """
        "First": { "Type": "Pass", "Output": "{% $exists($states.input.again) ? $error('broken') : {'again': true} %}", "Next": "First" }
        """
    )]
    public void A_failed_expression_is_the_error_of_the_visit_whose_state_it_is_in(string states)
    {
        var machine = StateMachine.Parse($$"""{ "QueryLanguage": "JSONata", "StartAt": "First", "States": { {{states}} } }""");
        var start = new ExecutionStart
        {
            ExecutionArn = "arn:aws:states:us-east-1:000000000000:execution:m:e",
            Name = "e",
            Input = JsonValue.Parse("{}"),
            StartTime = Now,
            StateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:m",
            StateMachineName = "m",
        };
        var decision = Interpreter.Decide(
            Execution.Create(machine, start),
            ExecutionEvent.Begin.Instance,
            Now,
            cancellationToken: TestContext.Current.CancellationToken
        );

        var spans = StateSpans.From(decision.Events, [], since: 0, Now).ToList();

        Assert.Equal(2, spans.Count);
        Assert.Null(spans[0].Error);
        Assert.Contains("States.QueryEvaluationError", spans[1].Error, StringComparison.Ordinal);
    }
}
