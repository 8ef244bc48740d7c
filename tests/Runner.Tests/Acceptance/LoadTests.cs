using System.Collections.Concurrent;
using PromptToImage.Emulation;
using PromptToImage.Emulation.Queues;
using PromptToImage.Runner.Options;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Runner.Tests.Acceptance;

public sealed class LoadTests
{
    private const int Prompts = 200;

    [Fact]
    public async Task Prompts_sent_at_once_under_a_quota_never_run_more_than_ten_at_a_time_and_all_become_images()
    {
        await using var pipeline = await RunningPipeline.StartAsync(new RunOptions { ModelQuota = Rate.Parse("900/min"), ModelLatency = DurationRange.Parse("10ms..50ms") });
        var running = new ConcurrentDictionary<string, bool>();
        var most = 0;
        using var subscription = pipeline.Emulator.Executions.Changes.Subscribe(change =>
        {
            if (change.Execution.Status == ExecutionStatus.Running)
            {
                running[change.Execution.Name] = true;
            }
            else
            {
                running.TryRemove(change.Execution.Name, out _);
            }

            InterlockedMax(ref most, running.Count);
        });
        await Task.WhenAll(Enumerable.Range(0, Prompts).Select(number => pipeline.SendAsync(FormattableString.Invariant($"A croissant, number {number}"))));
        await pipeline.FinishAsync();
        Assert.Equal(Prompts, pipeline.Count(ExecutionStatus.Succeeded));
        Assert.Empty(pipeline.DeadLetters);
        Assert.InRange(most, 1, 10);
    }

    [Fact]
    public async Task The_alarm_mails_when_the_oldest_prompt_waits_too_long_and_when_that_is_over()
    {
        await using var pipeline = await RunningPipeline.StartAsync(new RunOptions { QueueAgeThreshold = TimeSpan.FromSeconds(1) });
        // Nobody receives it before its delay is over, so it ages for longer than the alarm takes to look twice.
        await pipeline.Emulator.Queues.SendAsync(PipelineNames.Queue, new OutgoingMessage("A croissant") { Delay = TimeSpan.FromSeconds(12) });

        await Condition.BecomesTrueAsync(() => Alarms().Length == 2);
        Assert.StartsWith("ALARM", Alarms()[0], StringComparison.Ordinal);
        Assert.StartsWith("OK", Alarms()[1], StringComparison.Ordinal);

        string[] Alarms() =>
        [
            .. pipeline.Emulator.Mailbox.List(100).Reverse().Select(mail => mail.Content.Subject)
                .Where(subject => subject.StartsWith("ALARM", StringComparison.Ordinal) || subject.StartsWith("OK", StringComparison.Ordinal)),
        ];
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
