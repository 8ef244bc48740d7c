using PromptToImage.Contracts.Flow;
using PromptToImage.Pipeline;
using PromptToImage.Pipeline.Options;

namespace PromptToImage.Cdk.Tests;

/// <summary>The run on one machine has no numbers of its own: they come from the settings of the deployment, through the template.</summary>
// The CDK synthesizes one app at a time in a process.
[Collection(nameof(CommittedTemplate))]
public sealed class OneMachineTests(Synthesis synthesis) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("one-machine-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_setting_that_changes_in_the_template_changes_the_run_on_one_machine()
    {
        synthesis.RequireNode();
        var settings = CommittedTemplate.Settings with { QueueRetentionDays = 3, MaxConcurrentExecutions = 4 };
        var template = LocalTemplate.Parse(
            CommittedTemplate.Synthesize(Synthesis.Repository, settings),
            Synthesis.Repository.Path("cdk", "template")
        );
        await using var pipeline = await LocalPipeline.StartAsync(
            new RunOptions { Port = 0, DataFolder = _folder },
            TimeProvider.System,
            template: template
        );
        var queue = pipeline.Emulator.Queues.SettingsFor(pipeline.Resources.Queue);
        Assert.Equal((TimeSpan.FromDays(3), FlowNumbers.VisibilityTimeout), (queue.Retention, queue.VisibilityTimeout));
        Assert.Equal(
            "4",
            pipeline.EnvironmentOf(Contracts.FunctionCatalog.Start)[Contracts.SettingNames.MaxConcurrentExecutions]
        );
    }
}
