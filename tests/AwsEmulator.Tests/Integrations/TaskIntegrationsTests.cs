using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.AwsEmulator.Tests.Hosting;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.AwsEmulator.Tests.Integrations;

public sealed class TaskIntegrationsTests
{
    private static readonly TaskResource Resource = new(
        "arn:aws:states:::sqs:sendMessage",
        TaskResourceKind.Integration,
        "sqs",
        "sendMessage",
        false
    );

    [Fact]
    public async Task An_unexpected_exception_fails_the_task_and_is_logged_with_its_resource()
    {
        using var log = new ErrorLog();
        var outcome = await RunAsync(new InvalidCastException("a bug"), log);
        Assert.Equal(TaskOutcome.Failed("States.TaskFailed", "InvalidCastException: a bug"), outcome);
        var (message, exception) = Assert.Single(log.Entries);
        Assert.Contains(Resource.Arn, message, StringComparison.Ordinal);
        Assert.Equal("a bug", Assert.IsType<InvalidCastException>(exception).Message);
    }

    [Fact]
    public async Task An_error_of_the_service_is_not_logged()
    {
        using var log = new ErrorLog();
        var outcome = await RunAsync(new AwsException("ServiceUnavailable", "full", 503), log);
        Assert.Equal(TaskOutcome.Failed("States.TaskFailed", "full"), outcome);
        Assert.Empty(log.Entries);
    }

    private static Task<TaskOutcome> RunAsync(Exception exception, ErrorLog log) =>
        new TaskIntegrations([new ThrowingTask(exception)], new Logger<TaskIntegrations>(log)).RunAsync(
            new TaskCall(1, null, Resource, "{}", Caller.Administrator) { Task = new InvokingTask("arn", 1) },
            TestContext.Current.CancellationToken
        );

    private sealed class ThrowingTask(Exception exception) : ITaskIntegration
    {
        public bool Accepts(TaskResource resource) => true;

        public Task<TaskOutcome> RunAsync(TaskCall call, CancellationToken cancellationToken) => throw exception;
    }
}
