using PromptToImage.Pipeline.Options;
using PipelineNames = PromptToImage.Pipeline.PipelineNames;

namespace PromptToImage.Cdk.Tests;

/// <summary>The local run has the names and numbers of the deployment.</summary>
public sealed class OneMachineTests
{
    private static readonly PipelineSettings Settings = new();

    [Fact]
    public void Names_are_the_same() =>
        Assert.Equal(
            [
                PipelineNames.Queue,
                PipelineNames.DeadLetterQueue,
                PipelineNames.StateMachine,
                PipelineNames.ResultsTopic,
                PipelineNames.AlertsTopic,
                PipelineNames.Function(Contracts.FunctionCatalog.Start.Name),
            ],
            [
                Settings.Name(),
                Settings.Name("dead-letters"),
                Settings.Name(),
                Settings.Name("results"),
                Settings.Name("alerts"),
                Settings.Name(Contracts.FunctionCatalog.Start.Name),
            ]
        );

    [Fact]
    public void Defaults_are_the_same()
    {
        var local = new RunOptions();
        Assert.Equal(Settings.MaxConcurrentExecutions, local.MaxConcurrentExecutions);
        Assert.Equal(Settings.QueueAgeAlarmSeconds, local.QueueAgeThreshold.TotalSeconds);
    }
}
