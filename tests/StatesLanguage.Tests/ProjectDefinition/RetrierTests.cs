using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.ProjectDefinition;

/// <summary>
/// The delay before the n-th retry is <c>IntervalSeconds · BackoffRate ^ (n - 1)</c> seconds, at most <c>MaxDelaySeconds</c>. With
/// <c>JitterStrategy: FULL</c> it is a random time from 0 to that. After <c>MaxAttempts</c> retries the state fails.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-retrying-after-an-error</remarks>
public sealed class RetrierTests
{
    private const int Runs = 20;

    /// <summary>The retriers: the state, an error, the interval and the longest delay in seconds, and the attempts.</summary>
    public static TheoryData<string, string, int, int?, int> Retriers { get; } = [.. Rows()];

    [Theory]
    [MemberData(nameof(Retriers))]
    public void Delays_grow_by_the_backoff_rate_up_to_the_longest_delay_with_full_jitter(
        string state,
        string error,
        int interval,
        int? longest,
        int attempts
    )
    {
        var everyWait = Enumerable
            .Range(0, Runs)
            .Select(n => ProjectRun.Run(Failing(state, error), name: $"run-{n}").DelaysOf(state))
            .ToList();

        Assert.All(everyWait, waits => Assert.Equal(attempts, waits.Count));
        for (var retry = 0; retry < attempts; retry++)
        {
            var bound = Math.Min(interval * Math.Pow(2, retry), longest ?? double.MaxValue);
            var drawn = everyWait.Select(waits => waits[retry].TotalSeconds).ToList();
            Assert.All(drawn, seconds => Assert.InRange(seconds, 0, bound));
            // Executions that fail at the same time retry at different times.
            Assert.True(drawn.Distinct().Count() > Runs / 2);
        }
    }

    [Theory]
    [MemberData(nameof(Retriers))]
    public void A_success_ends_the_retries(string state, string error, int interval, int? longest, int attempts)
    {
        _ = (interval, longest);
        var times = Math.Min(attempts, 1);
        var world = ProjectRun
            .Rejecting(state is "Dead-letter prompt" or "Notify failure" ? "InvalidPromptException" : error)
            .Fails(state, error, times, """{"key": "x"}""");
        if (state is not ("Validate prompt" or "Dead-letter prompt" or "Notify failure"))
        {
            world.Returns("Validate prompt", "{}");
        }

        var run = ProjectRun.Run(world);

        Assert.Equal(times + 1, world.Calls.Count(task => task.StateName == state));
        Assert.Contains(run.History, e => e.Details is History.HistoryDetails.StateExited exited && exited.Name == state);
    }

    [Theory]
    [InlineData("Validate prompt", "InvalidPromptException")]
    [InlineData("Generate image", "ContentFilteredException")]
    [InlineData("Generate image", "ModelRequestRejectedException")]
    [InlineData("Store image", "ImageCorruptException")]
    [InlineData("Store image", "StagedImageMissingException")]
    [InlineData("Generate image", "SomethingElse")]
    public void An_error_without_a_retrier_and_one_with_MaxAttempts_0_are_not_retried(string state, string error)
    {
        var world = Failing(state, error);

        ProjectRun.Run(world);

        Assert.Single(world.Calls, task => task.StateName == state);
    }

    [Fact]
    public void Each_retrier_counts_its_own_attempts()
    {
        string[] errors =
        [
            "Lambda.Unknown",
            "ModelOutputException",
            "Lambda.Unknown",
            "ModelOutputException",
            "ModelThrottledException",
            "ModelOutputException",
        ];
        var world = ProjectRun
            .World()
            .On(
                "Generate image",
                task =>
                    [(TimeSpan.Zero, new ExecutionEvent.TaskFailed(task.TaskId, errors[Math.Min(task.Attempt, errors.Length - 1)], null))]
            );

        ProjectRun.Run(world);

        // Each of the first two retriers allows two retries. The third ModelOutputException fails the state.
        Assert.Equal(6, world.Calls.Count(task => task.StateName == "Generate image"));
    }

    [Fact]
    public void A_retry_has_the_same_input()
    {
        var world = Failing("Store image", "Lambda.ServiceException");

        ProjectRun.Run(world);

        Assert.Single(world.Calls.Where(task => task.StateName == "Store image").Select(task => task.Parameters.ToJson()).Distinct());
    }

    private static ScriptedWorld Failing(string state, string error) =>
        (state is "Dead-letter prompt" or "Notify failure" ? ProjectRun.Rejecting() : ProjectRun.World()).Fails(state, error);

    private static IEnumerable<TheoryDataRow<string, string, int, int?, int>> Rows()
    {
        foreach (var state in (string[])["Validate prompt", "Generate image", "Store image", "Notify", "Notify failure"])
        {
            foreach (
                var error in (string[])
                    [
                        "Lambda.ClientExecutionTimeoutException",
                        "Lambda.ServiceException",
                        "Lambda.AWSLambdaException",
                        "Lambda.SdkClientException",
                        "Lambda.TooManyRequestsException",
                    ]
            )
            {
                yield return new(state, error, 2, null, 6);
            }

            foreach (var error in (string[])["Lambda.Unknown", "Runtime.ExitError", "Sandbox.Timedout", "States.Timeout"])
            {
                yield return new(state, error, 2, null, 2);
            }
        }
        yield return new("Generate image", "ModelThrottledException", 2, 60, 400);
        yield return new("Generate image", "ModelUnavailableException", 2, 60, 400);
        yield return new("Generate image", "ModelOutputException", 1, null, 2);
        yield return new("Store image", "AmazonS3Exception", 4, 60, 7);
        yield return new("Notify", "AmazonSimpleNotificationServiceException", 4, 60, 7);
        yield return new("Notify failure", "AmazonSimpleNotificationServiceException", 4, 60, 7);
        yield return new("Dead-letter prompt", "SQS.SdkClientException", 2, 60, 6);
    }
}
