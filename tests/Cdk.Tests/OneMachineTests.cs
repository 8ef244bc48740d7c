using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Contracts.Flow;
using PromptToImage.Pipeline;
using PromptToImage.Pipeline.Options;
using PromptToImage.StatesLanguage;

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

    [Fact]
    public async Task The_daily_digest_is_one_email_about_the_images_of_the_day_with_just_the_permissions_that_it_needs()
    {
        synthesis.RequireNode();
        var json = CommittedTemplate.Synthesize(Synthesis.Repository, CommittedTemplate.Settings with { DailyDigest = true });
        await using (var pipeline = await StartAsync(new ShiftedTime(new DateTimeOffset(2026, 11, 27, 22, 0, 0, TimeSpan.Zero))))
        {
            await pipeline.Emulator.Queues.SendAsync(
                pipeline.Resources.Queue,
                new OutgoingMessage("""{"id":"order-1","prompt":"A croissant"}""")
            );
            await Condition.BecomesTrueAsync(() => IsStored(pipeline));
            Assert.Empty(pipeline.Emulator.Mailbox.List(10));
        }

        // The program does not run at 00:05, so that the digest is sent after its next start.
        await using (var pipeline = await StartAsync(new ShiftedTime(new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.Zero))))
        {
            await Condition.BecomesTrueAsync(() => pipeline.Emulator.Mailbox.List(10).Count > 0);
            Assert.Equal(
                ["s3:GetObject", "s3:ListBucket", "sns:Publish", "sts:AssumeRole"],
                pipeline
                    .Authorizer.UsedGrants.Where(grant => grant.Policy.Contains("NotifyRole", StringComparison.Ordinal))
                    .Select(grant => grant.Action)
                    .Order(StringComparer.Ordinal)
            );
        }

        await using (var pipeline = await StartAsync(new ShiftedTime(new DateTimeOffset(2026, 11, 28, 9, 1, 0, TimeSpan.Zero))))
        {
            var mail = Assert.Single(pipeline.Emulator.Mailbox.List(10)).Content;
            Assert.Equal("1 image stored on 2026-11-27", mail.Subject);
            Assert.Contains("\norder-1\n  A croissant\n  http://localhost:", mail.Body, StringComparison.Ordinal);
        }

        Task<LocalPipeline> StartAsync(TimeProvider time) =>
            LocalPipeline.StartAsync(
                new RunOptions { Port = 0, DataFolder = _folder },
                time,
                template: LocalTemplate.Parse(json, Synthesis.Repository.Path("cdk", "template"))
            );
    }

    private static bool IsStored(LocalPipeline pipeline) =>
        pipeline
            .Emulator.Executions.List(new ExecutionQuery { StateMachineName = pipeline.Resources.StateMachine, MaxResults = 1 })
            .Executions is [{ Status: ExecutionStatus.Succeeded }];

    /// <summary>The system's clock, set to another time.</summary>
    private sealed class ShiftedTime(DateTimeOffset start) : TimeProvider
    {
        private readonly TimeSpan _shift = start - System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
    }
}
