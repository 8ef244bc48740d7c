using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Durability;

/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html</remarks>
public sealed class RedriveTests
{
    [Fact]
    public void A_redrive_resumes_at_the_failed_task_with_all_its_retries()
    {
        var world = new ScriptedWorld().Fails("S", "E", times: 2);
        var machine = StateMachine.Parse(Machines.Task(""" "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1}], """));
        var run = VirtualRun.Run(machine, JsonObject.Empty, world);
        Assert.Equal(ExecutionStatus.Failed, run.Execution.Status);

        world.Returns("S", "1");
        run.Give(ExecutionEvent.Redrive.Instance);
        run.Finish();

        Assert.Equal(ExecutionStatus.Succeeded, run.Execution.Status);
        Assert.EndsWith(
            "ExecutionFailed ExecutionRedriven LambdaFunctionScheduled LambdaFunctionStarted LambdaFunctionSucceeded TaskStateExited PassStateEntered PassStateExited ExecutionSucceeded",
            run.Types(),
            StringComparison.Ordinal
        );
        Assert.Equal(0, world.Calls[^1].Attempt);
        Assert.Equal(1, run.Execution.RedriveCount);
        Assert.Equal(run.Execution.Output, Execution.Replay(machine, run.Execution.Start, run.History).Output);
    }

    [Fact]
    public void Branches_that_have_succeeded_do_not_run_again()
    {
        var world = new ScriptedWorld().Fails("A", "E").Returns("B", "2");
        var machine = StateMachine.Parse(
            Machines.Only(
                """
                "Type": "Parallel", "Branches": [
                  {"StartAt": "B", "States": {"B": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:0:function:b", "End": true}}},
                  {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:0:function:a", "End": true}}}]
                """
            )
        );
        var run = VirtualRun.Run(machine, JsonObject.Empty, world);
        Assert.Equal("E", run.Execution.Error);

        world.Returns("A", "1");
        run.Give(ExecutionEvent.Redrive.Instance);
        run.Finish();

        Assert.Equal("[2,1]", run.Execution.Output!.ToJson());
        Assert.Single(world.Calls, t => t.StateName == "B");
    }

    [Fact]
    public void An_execution_that_has_succeeded_or_is_running_cannot_be_redriven()
    {
        var succeeded = Runs.Run(Machines.Pass(""" "Result": 1 """)).Execution;
        var running = VirtualRun.Run(StateMachine.Parse(Machines.Task()), JsonObject.Empty, new ScriptedWorld().Hangs("S")).Execution;

        Assert.False(succeeded.CanRedrive);
        Assert.Throws<InvalidOperationException>(() => Interpreter.Decide(succeeded, ExecutionEvent.Redrive.Instance, VirtualRun.Morning));
        Assert.Throws<InvalidOperationException>(() => Interpreter.Decide(running, ExecutionEvent.Redrive.Instance, VirtualRun.Morning));
    }

    [Fact]
    public void An_aborted_execution_resumes_its_task()
    {
        var world = new ScriptedWorld().Hangs("S");
        var run = VirtualRun.Run(StateMachine.Parse(Machines.Task()), JsonObject.Empty, world);
        run.Give(new ExecutionEvent.Stop("Stopped", "by hand"));
        world.Returns("S", "1");
        run.Give(ExecutionEvent.Redrive.Instance);
        run.Finish();

        Assert.Equal("1", run.Execution.Output!.ToJson());
    }
}
