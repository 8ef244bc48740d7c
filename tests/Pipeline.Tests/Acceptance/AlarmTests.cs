using Microsoft.AspNetCore.Http;
using PromptToImage.CloudWatchModel;
using PromptToImage.Contracts;
using PromptToImage.Pipeline.Options;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline.Tests.Acceptance;

/// <summary>
/// The e-mails that an operator receives in the cases of docs/operations.md. The cases of bursts, outages of the model and a slow model run
/// in the simulator.
/// </summary>
public sealed class AlarmTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // Three periods of five minutes: then nothing that has ended keeps an alarm.
    private static readonly TimeSpan UntilAllIsOver = TimeSpan.FromMinutes(16);

    private readonly ManualTimeProvider _clock = new();

    [Theory]
    [InlineData("""{"id":"bad","prompt":""}""")]
    [InlineData("""{"id":"bad","prompt":"nsfw"}""")]
    public async Task One_failed_prompt_sends_its_notice_and_one_alarm_that_ends_when_the_dead_letter_is_gone(string body)
    {
        await using var pipeline = await RunningPipeline.StartAsync(time: _clock);
        await pipeline.SendAsync(body);
        await pipeline.FinishAsync();
        await pipeline.PassAsync(_clock, UntilAllIsOver);
        Assert.Single(pipeline.Notices);
        Assert.Equal(["ALARM: dead-letters-waiting"], pipeline.AlarmMails);

        await pipeline.Emulator.Queues.PurgeAsync(pipeline.Resources.DeadLetterQueue);
        await pipeline.PassAsync(_clock, UntilAllIsOver);
        Assert.Equal(["ALARM: dead-letters-waiting", "OK: dead-letters-waiting"], pipeline.AlarmMails);
        Assert.Single(pipeline.Notices);
    }

    [Theory]
    [InlineData("ListExecutions")]
    [InlineData("StartExecution")]
    public async Task Start_without_a_permission_raises_its_alarm_then_that_of_the_oldest_prompt_until_it_is_granted(string action)
    {
        var isGranted = false;
        await using var pipeline = await RunningPipeline.StartAsync(
            time: _clock,
            response: context => isGranted ? Task.FromResult(false) : DenyAsync(context, action)
        );
        await pipeline.SendAsync("A croissant");
        await Condition.BecomesTrueAsync(() => Errors(pipeline, FunctionCatalog.Start) > 0);
        await pipeline.PassAsync(_clock, 5 * Second);
        Assert.Equal(["ALARM: start-errors"], pipeline.AlarmMails);
        await pipeline.PassAsync(_clock, 120 * Second);
        Assert.Equal(["ALARM: start-errors", "ALARM: queue-age"], pipeline.AlarmMails);

        isGranted = true;
        await PassUntilAsync(pipeline, () => pipeline.Count(ExecutionStatus.Succeeded) == 1);
        await pipeline.PassAsync(_clock, UntilAllIsOver);
        AssertMails(pipeline, "start-errors", "queue-age");
        Assert.Empty(pipeline.DeadLetters);
    }

    [Fact]
    public async Task The_mail_about_an_alarm_says_how_much_waits_how_long_that_takes_and_where_to_look()
    {
        var isOpen = true;
        var modelMayRespond = new TaskCompletionSource();
        await using var pipeline = await RunningPipeline.StartAsync(
            new RunOptions { MaxConcurrentExecutions = 1 },
            _clock,
            response: async context =>
            {
                if (!isOpen && context.Request.Path.StartsWithSegments("/model"))
                {
                    await modelMayRespond.Task.WaitAsync(context.RequestAborted);
                }

                return false;
            }
        );
        foreach (var prompt in (string[])["A croissant", "A baguette"])
        {
            await pipeline.SendAsync(prompt);
        }

        await SoonAsync(() => pipeline.Count(ExecutionStatus.Succeeded) == 2);

        isOpen = false;
        await pipeline.SendAsync("A brioche");
        await SoonAsync(() => pipeline.Count(ExecutionStatus.Running) == 1);
        for (var i = 0; i < 3; i++)
        {
            await pipeline.SendAsync("Another brioche");
        }

        await PassUntilAsync(pipeline, () => pipeline.AlarmMails.Contains("ALARM: queue-age"));
        var subject = $"ALARM: \"{PipelineResources.QueueAgeAlarm}\"";
        var mail = pipeline
            .Emulator.Mailbox.List(100)
            .Select(mail => mail.Content)
            .Single(mail => mail.Subject.StartsWith(subject, StringComparison.Ordinal))
            .Body;
        Assert.Matches("\\nQueue:        waiting 3, running 1, about \\d+ min\\n", mail);
        Assert.Contains("\nDead letters: 0\n", mail, StringComparison.Ordinal);
        Assert.Contains($" Dashboard: {pipeline.Emulator.Endpoint}console/queue\n", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("amazon", mail, StringComparison.Ordinal);
        modelMayRespond.SetResult();
    }

    [Fact]
    public async Task An_unhandled_execution_that_Notify_cannot_report_becomes_a_dead_letter_and_raises_the_alarms_of_Notify()
    {
        var modelIsReached = new TaskCompletionSource();
        var modelMayRespond = new TaskCompletionSource();
        await using var pipeline = await RunningPipeline.StartAsync(
            time: _clock,
            edit: definition => definition.Replace("\"TimeoutSeconds\": 86400", "\"TimeoutSeconds\": 30", StringComparison.Ordinal),
            response: async context =>
            {
                if (context.Request.Path.StartsWithSegments("/model"))
                {
                    modelIsReached.TrySetResult();
                    await modelMayRespond.Task.WaitAsync(context.RequestAborted);
                }

                return false;
            }
        );
        pipeline.Emulator.Functions.Register(
            DeploymentNames.For(FunctionCatalog.Notify.Name),
            (_, _, _) => throw new InvalidOperationException("Notify fails."),
            FunctionCatalog.Notify.Timeout
        );
        await pipeline.SendAsync("A croissant");
        await modelIsReached.Task.WaitAsync(TestContext.Current.CancellationToken);
        await PassUntilAsync(pipeline, () => pipeline.AlarmMails.Count == 4);
        Assert.Equal(
            ["ALARM: dead-letters-waiting", "ALARM: executions-timed-out", "ALARM: notify-errors", "ALARM: notify-events-dropped"],
            pipeline.AlarmMails.Order(StringComparer.Ordinal)
        );
        Assert.Empty(pipeline.Notices);
        Assert.Contains("\"condition\":\"RetriesExhausted\"", Assert.Single(pipeline.DeadLetters).Body, StringComparison.Ordinal);

        await pipeline.Emulator.Queues.PurgeAsync(pipeline.Resources.DeadLetterQueue);
        await pipeline.PassAsync(_clock, UntilAllIsOver);
        AssertMails(pipeline, "dead-letters-waiting", "executions-timed-out", "notify-errors", "notify-events-dropped");
        modelMayRespond.SetResult();
    }

    /// <summary>Each of these alarms began once and ended once, and no other one did.</summary>
    private static void AssertMails(RunningPipeline pipeline, params string[] alarms) =>
        Assert.Equal(
            alarms.Select(alarm => $"ALARM: {alarm}").Concat(alarms.Select(alarm => $"OK: {alarm}")).Order(StringComparer.Ordinal),
            pipeline.AlarmMails.Order(StringComparer.Ordinal)
        );

    /// <summary>Lets little time pass, in which Start counts and no alarm is evaluated.</summary>
    private Task SoonAsync(Func<bool> condition) =>
        Condition.BecomesTrueAsync(() =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            return condition();
        });

    private Task PassUntilAsync(RunningPipeline pipeline, Func<bool> condition) =>
        Condition.BecomesTrueAsync(async () =>
        {
            await pipeline.PassAsync(_clock, 5 * Second);
            return condition();
        });

    private double Errors(RunningPipeline pipeline, FunctionDescription function)
    {
        var now = _clock.GetUtcNow();
        var metric = new MetricId("AWS/Lambda", "Errors", "FunctionName", DeploymentNames.For(function.Name));
        return pipeline.Emulator.Metrics.Read(metric, now - UntilAllIsOver, now + Second)?.Sum ?? 0;
    }

    private static async Task<bool> DenyAsync(HttpContext context, string action)
    {
        if (context.Request.Headers["X-Amz-Target"] != $"AWSStepFunctions.{action}")
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync(
            $$"""{"__type":"AccessDeniedException","Message":"User: start is not authorized to perform: states:{{action}}"}""",
            context.RequestAborted
        );
        return true;
    }
}
