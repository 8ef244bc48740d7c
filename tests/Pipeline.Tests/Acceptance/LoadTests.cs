using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Contracts.Values;
using PromptToImage.Pipeline.Options;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline.Tests.Acceptance;

public sealed class LoadTests
{
    private const int Prompts = 200;

    [Fact]
    public async Task Prompts_sent_at_once_under_a_quota_run_ten_at_a_time_and_all_become_images()
    {
        await using var pipeline = await RunningPipeline.StartAsync(
            new RunOptions { ModelQuota = Rate.Parse("900/min"), ModelLatency = DurationRange.Parse("10ms..50ms") }
        );
        await Task.WhenAll(
            Enumerable.Range(0, Prompts).Select(number => pipeline.SendAsync(FormattableString.Invariant($"A croissant, number {number}")))
        );
        await pipeline.FinishAsync();
        Assert.Equal(Prompts, pipeline.Count(ExecutionStatus.Succeeded));
        Assert.Empty(pipeline.DeadLetters);
        Assert.InRange(MostAtOnce(pipeline), 1, 10);
    }

    [Fact]
    public async Task The_alarm_sends_an_e_mail_when_it_begins_and_when_it_ends()
    {
        var clock = new ManualTimeProvider();
        await using var pipeline = await RunningPipeline.StartAsync(new RunOptions { QueueAgeThreshold = TimeSpan.FromSeconds(1) }, clock);
        // The message is not received before its delay has passed.
        await pipeline.Emulator.Queues.SendAsync(
            pipeline.Resources.Queue,
            new OutgoingMessage("A croissant") { Delay = TimeSpan.FromSeconds(12) }
        );
        await pipeline.PassAsync(clock, TimeSpan.FromSeconds(10));
        Assert.Equal(["ALARM: queue-age"], pipeline.AlarmMails);
        await pipeline.PassAsync(clock, TimeSpan.FromSeconds(5));
        await pipeline.FinishAsync();
        await pipeline.PassAsync(clock, TimeSpan.FromSeconds(65));
        Assert.Equal(["ALARM: queue-age", "OK: queue-age"], pipeline.AlarmMails);
        Assert.Equal(1, pipeline.Count(ExecutionStatus.Succeeded));
    }

    /// <summary>
    /// Counts by the stored times. Where one execution ends in the millisecond in which another starts, the end counts first.
    /// </summary>
    private static int MostAtOnce(RunningPipeline pipeline)
    {
        var executions = pipeline
            .Emulator.Executions.List(new ExecutionQuery { StateMachineName = pipeline.Resources.StateMachine, MaxResults = Prompts })
            .Executions;
        var (running, most) = (0, 0);
        foreach (
            var change in executions
                .SelectMany(execution => new[] { (At: execution.StartDate, Change: 1), (At: execution.StopDate!.Value, Change: -1) })
                .Order()
        )
        {
            running += change.Change;
            most = Math.Max(most, running);
        }

        return most;
    }
}
