using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.States;

public sealed class TaskTests
{
    [Fact]
    public void A_function_ARN_has_the_events_of_a_Lambda_function()
    {
        var run = Runs.Run(Machines.Task(), """{"a": 1}""", () => new ScriptedWorld().Returns("S", "2"));

        Assert.Equal(
            "ExecutionStarted TaskStateEntered LambdaFunctionScheduled LambdaFunctionStarted LambdaFunctionSucceeded TaskStateExited "
                + "PassStateEntered PassStateExited ExecutionSucceeded",
            run.Types()
        );
        Assert.Equal("2", run.Execution.Output!.ToJson());
    }

    [Fact]
    public void The_events_of_an_integration_have_the_service_the_action_and_the_Region()
    {
        var run = Runs.Run(
            Machines.Task(
                """ "Parameters": {"MessageBody.$": "$.a"}, "TimeoutSeconds": 9, "HeartbeatSeconds": 3, """,
                "arn:aws:states:::sqs:sendMessage"
            ),
            """{"a": 1}"""
        );

        var scheduled = run.Detail<HistoryDetails.TaskScheduled>(HistoryEventType.TaskScheduled);
        Assert.Equal(
            new HistoryDetails.TaskScheduled("sqs", "sendMessage", "us-east-1", JsonValue.Parse("""{"MessageBody":1}"""), 9, 3),
            scheduled
        );
        Assert.Contains("TaskScheduled TaskStarted TaskSucceeded TaskStateExited", run.Types(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_activity_is_scheduled_with_a_token()
    {
        var world = new ScriptedWorld();
        var run = VirtualRun.Run(
            StateMachine.Parse(Machines.Task(resource: "arn:aws:states:us-east-1:000000000000:activity:a")),
            JsonObject.Empty,
            world
        );

        Assert.Contains("ActivityScheduled ActivityStarted ActivitySucceeded", run.Types(), StringComparison.Ordinal);
        Assert.NotNull(world.Calls[0].TaskToken);
    }

    [Fact]
    public void A_task_with_a_token_is_submitted_and_ends_when_the_token_is_returned()
    {
        static ScriptedWorld World() =>
            new ScriptedWorld().On(
                "S",
                t =>
                    [
                        .. t.Submitted
                            ? Array.Empty<(TimeSpan, ExecutionEvent)>()
                            : [(TimeSpan.Zero, new ExecutionEvent.TaskSubmitted(t.TaskId, JsonValue.Parse("""{"MessageId":"m"}""")))],
                        (TimeSpan.FromMinutes(5), new ExecutionEvent.TaskSucceeded(t.TaskId, JsonValue.From("done"))),
                    ]
            );
        var machine = StateMachine.Parse(
            Machines.Task(
                """ "Parameters": {"MessageBody": {"token.$": "$$.Task.Token"}}, """,
                "arn:aws:states:::sqs:sendMessage.waitForTaskToken"
            )
        );
        var run = VirtualRun.Run(machine, JsonObject.Empty, World());

        Assert.Contains("TaskScheduled TaskStarted TaskSubmitted TaskSucceeded TaskStateExited", run.Types(), StringComparison.Ordinal);
        var parameters = run.Detail<HistoryDetails.TaskScheduled>(HistoryEventType.TaskScheduled).Parameters;
        var token = ((JsonString)parameters["MessageBody"]!["token"]!).Value;
        Assert.True(TaskToken.TryParse(token, out var arn, out var taskId));
        Assert.Equal(run.Execution.Start.ExecutionArn, arn);
        Assert.Equal(3, taskId);
    }

    [Fact]
    public void A_restart_does_not_submit_a_task_again()
    {
        var machine = StateMachine.Parse(Machines.Task(resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken"));
        var run = VirtualRun.Run(
            machine,
            JsonObject.Empty,
            new ScriptedWorld().On("S", t => [(TimeSpan.Zero, new ExecutionEvent.TaskSubmitted(t.TaskId, JsonValue.Null))])
        );
        var again = Execution.Replay(machine, run.Execution.Start, run.History);

        var task = Assert.IsType<Effect.InvokeTask>(Assert.Single(again.PendingEffects));
        Assert.True(task.Submitted);
    }

    [Fact]
    public void A_late_or_unknown_response_changes_nothing()
    {
        var machine = StateMachine.Parse(Machines.Task());
        var begun = Interpreter
            .Decide(Execution.Create(machine, VirtualRun.Start(JsonObject.Empty)), ExecutionEvent.Begin.Instance, VirtualRun.Morning)
            .Execution;
        ExecutionEvent[] late =
        [
            new ExecutionEvent.TaskSucceeded(99, JsonValue.Null),
            new ExecutionEvent.TaskFailed(99, "E", "c"),
            new ExecutionEvent.TaskHeartbeat(99),
            new ExecutionEvent.TimerFired(new TimerId(TimerKind.Retry, 7)),
            new ExecutionEvent.TaskSubmitted(99, JsonValue.Null),
        ];
        foreach (var e in late)
        {
            var decision = Interpreter.Decide(begun, e, VirtualRun.Morning);
            Assert.Empty(decision.Events);
            Assert.Empty(decision.Effects);
        }
    }

    [Fact]
    public void The_role_of_Credentials_is_in_the_event_and_in_the_effect()
    {
        var world = new ScriptedWorld();
        var run = VirtualRun.Run(
            StateMachine.Parse(Machines.Task(""" "Credentials": {"RoleArn.$": "$.role"}, """)),
            JsonValue.Parse("""{"role": "arn:r"}"""),
            world
        );

        Assert.Equal("arn:r", world.Calls[0].CredentialsRoleArn);
        Assert.Equal("arn:r", run.Detail<HistoryDetails.FunctionScheduled>(HistoryEventType.LambdaFunctionScheduled).CredentialsRoleArn);
    }

    [Theory]
    [InlineData("arn:aws:lambda:us-east-1:0:function:f", TaskResourceKind.Lambda, "lambda", false)]
    [InlineData("arn:aws:states:::lambda:invoke", TaskResourceKind.Integration, "lambda", false)]
    [InlineData("arn:aws:states:::sqs:sendMessage.waitForTaskToken", TaskResourceKind.Integration, "sqs", true)]
    [InlineData("arn:aws:states:::aws-sdk:s3:getObject", TaskResourceKind.Integration, "aws-sdk:s3", false)]
    [InlineData("arn:aws:states:us-east-1:0:activity:a", TaskResourceKind.Activity, "activity", false)]
    public void The_ARN_gives_the_kind_of_a_resource(string arn, TaskResourceKind kind, string type, bool token)
    {
        var resource = TaskResource.Parse(arn)!;

        Assert.Equal((kind, type, token), (resource.Kind, resource.ResourceType, resource.WaitsForToken));
    }
}
