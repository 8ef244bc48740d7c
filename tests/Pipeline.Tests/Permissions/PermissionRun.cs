using System.Text;
using System.Text.Json.Nodes;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.CloudWatchModel;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Values;
using PromptToImage.Pipeline.Options;
using PromptToImage.Pipeline.Tests.Acceptance;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.Pipeline.Tests.Permissions;

/// <summary>Runs of the pipeline under the policies of the template, in fast time.</summary>
internal static class PermissionRun
{
    public const string Prompt = """{"id":"order-1","prompt":"A croissant"}""";
    public const string OtherPrompt = """{"id":"order-1","prompt":"A pyramid"}""";
    public const string InvalidPrompt = """{"id":"order-2","prompt":""}""";

    private const int Speed = 10;

    /// <summary>Starts the pipeline with a changed template.</summary>
    public static Task<RunningPipeline> StartAsync(Action<LocalTemplate>? change = null, RunOptions? options = null)
    {
        var template = LocalTemplate.Committed();
        change?.Invoke(template);
        return RunningPipeline.StartAsync(options, new FastTimeProvider(Speed), template: template);
    }

    /// <summary>A run in which each execution ends with TIMED_OUT while it waits for the model.</summary>
    public static Task<RunningPipeline> StartWithTimeoutAsync(Action<LocalTemplate>? change = null) =>
        StartAsync(
            template =>
            {
                var machine = template.Properties("AWS::StepFunctions::StateMachine").Single();
                var definition = JsonNode.Parse(template.ReadArtifact(machine["DefinitionS3Location"]!.ToString()))!;
                definition["TimeoutSeconds"] = 20;
                machine.Remove("DefinitionS3Location");
                machine["DefinitionString"] = definition.ToJsonString();
                change?.Invoke(template);
            },
            new RunOptions { ModelLatency = DurationRange.Parse("100s") }
        );

    /// <summary>A run with room for one execution, which takes longer than Start waits for room.</summary>
    public static Task<RunningPipeline> StartWithoutRoomAsync(Action<LocalTemplate>? change = null) =>
        StartAsync(change, new RunOptions { ModelLatency = DurationRange.Parse("100s"), MaxConcurrentExecutions = 1 });

    /// <summary>Waits until an alarm is raised and its e-mail is sent.</summary>
    /// <param name="pipeline">The run.</param>
    /// <param name="alarm">The alarm's name without the prefix.</param>
    public static Task AlarmAsync(RunningPipeline pipeline, string alarm) =>
        Condition.BecomesTrueAsync(() =>
            pipeline.Emulator.Alarms.Find(DeploymentNames.For(alarm))?.State == AlarmState.Alarm
            && pipeline.AlarmMails.Contains($"ALARM: {alarm}")
        );

    /// <summary>The number of e-mails that are not about alarms.</summary>
    public static int Notices(RunningPipeline pipeline) => pipeline.Emulator.Mailbox.List(100).Count - pipeline.AlarmMails.Count;

    public static Task EndsAsync(RunningPipeline pipeline, ExecutionStatus status) =>
        Condition.BecomesTrueAsync(() => pipeline.Count(status) == 1);

    /// <summary>Invokes a function again with the input that it had in the latest execution.</summary>
    /// <param name="pipeline">The run.</param>
    /// <param name="function">A part of the function's name.</param>
    public static Task<FunctionResult> InvokeAgainAsync(RunningPipeline pipeline, string function)
    {
        var execution = pipeline
            .Emulator.Executions.List(new ExecutionQuery { StateMachineName = pipeline.Resources.StateMachine, MaxResults = 1 })
            .Executions[0];
        var scheduled = pipeline
            .Emulator.Executions.History(execution.Arn)
            .Events.Select(entry => entry.Details)
            .OfType<HistoryDetails.FunctionScheduled>()
            .Single(scheduled => scheduled.Resource.Contains(function, StringComparison.Ordinal));
        return pipeline.Emulator.Functions.InvokeAsync(
            scheduled.Resource,
            Encoding.UTF8.GetBytes(scheduled.Input.ToJson()),
            TestContext.Current.CancellationToken
        );
    }
}
