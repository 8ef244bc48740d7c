using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.CloudWatch;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Mail;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.CloudWatchModel;
using PromptToImage.Contracts;
using PromptToImage.Deployment.Iam;
using PromptToImage.Pipeline.Options;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline.Tests.Acceptance;

/// <summary>The whole pipeline in this process, in a temporary folder.</summary>
internal sealed class RunningPipeline : IAsyncDisposable
{
    private const string AlarmSubject = $" in {AwsAccount.RegionName}";

    private readonly TemporaryFolder? _own;
    private readonly TemporaryFolder _folder;
    private readonly LocalPipeline _pipeline;

    private RunningPipeline(TemporaryFolder? own, TemporaryFolder folder, LocalPipeline pipeline)
    {
        _own = own;
        _folder = folder;
        _pipeline = pipeline;
    }

    public Emulator Emulator => _pipeline.Emulator;

    public PipelineResources Resources => _pipeline.Resources;

    public PolicyAuthorizer Authorizer => _pipeline.Authorizer;

    public string Folder => _folder.Path;

    public IReadOnlyDictionary<string, string> EnvironmentOf(FunctionDescription function) => _pipeline.EnvironmentOf(function);

    public IReadOnlyList<BrowsedMessage> DeadLetters => Emulator.Queues.Browse(Resources.DeadLetterQueue, int.MaxValue);

    /// <param name="options">The options of the run; null for the defaults.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="edit">Changes the definition; null for the deployed one.</param>
    /// <param name="response">Can answer a request instead of the emulator; returns whether it did.</param>
    /// <param name="template">The template; null for the committed one.</param>
    /// <param name="folder">The data folder, which the caller deletes; null for one that is deleted with the pipeline.</param>
    public static async Task<RunningPipeline> StartAsync(
        RunOptions? options = null,
        TimeProvider? time = null,
        Func<string, string>? edit = null,
        Func<HttpContext, Task<bool>>? response = null,
        LocalTemplate? template = null,
        TemporaryFolder? folder = null
    )
    {
        template ??= LocalTemplate.Committed();
        if (edit is not null)
        {
            var machine = template.Properties("AWS::StepFunctions::StateMachine").Single();
            machine["DefinitionString"] = edit(template.ReadArtifact(machine["DefinitionS3Location"]!.GetValue<string>()));
            machine.Remove("DefinitionS3Location");
        }

        var own = folder is null ? new TemporaryFolder() : null;
        return new RunningPipeline(
            own,
            folder ?? own!,
            await LocalPipeline.StartAsync(
                (options ?? new RunOptions()) with
                {
                    Port = 0,
                    DataFolder = (folder ?? own!).Path,
                },
                time ?? TimeProvider.System,
                configureApplication: app =>
                    app.Use(
                        async (context, next) =>
                        {
                            if (response is null || !await response(context))
                            {
                                await next(context);
                            }
                        }
                    ),
                template: template
            )
        );
    }

    /// <summary>The names of the database's tables.</summary>
    public IReadOnlyList<string> Tables() =>
        Emulator.Database.Read(session => session.Query("SELECT name FROM sqlite_master WHERE type = 'table'", row => row.GetString(0)));

    public Task SendAsync(string body) => Emulator.Queues.SendAsync(Resources.Queue, new OutgoingMessage(body));

    /// <summary>Waits until the queue is empty and no execution runs.</summary>
    public Task FinishAsync() =>
        Condition.BecomesTrueAsync(() => Emulator.Queues.Count(Resources.Queue).Total == 0 && Count(ExecutionStatus.Running) == 0);

    /// <summary>Lets time pass, in which the alarms are evaluated as often as they are by themselves.</summary>
    public async Task PassAsync(ManualTimeProvider clock, TimeSpan time)
    {
        var end = clock.GetUtcNow() + time;
        while (clock.GetUtcNow() < end)
        {
            clock.Advance(AlarmService.EvaluationInterval);
            await Emulator.Alarms.EvaluateAsync();
        }
    }

    /// <summary>The e-mails about prompts, the oldest first.</summary>
    public IReadOnlyList<Mail> Notices => [.. Emulator.Mailbox.List(100).Where(mail => !IsAlarm(mail)).Reverse()];

    /// <summary>The e-mails about alarms, the oldest first, for example <c>ALARM: queue-age</c>.</summary>
    public IReadOnlyList<string> AlarmMails =>
        [
            .. Emulator
                .Mailbox.List(100)
                .Where(IsAlarm)
                .Reverse()
                .Select(mail =>
                    mail.Content.Subject[..^AlarmSubject.Length]
                        .Replace($"{DeploymentNames.Default}-", "", StringComparison.Ordinal)
                        .Replace("\"", "", StringComparison.Ordinal)
                ),
        ];

    /// <summary>How many invocations of a function have failed, as CloudWatch counts them.</summary>
    public double FunctionErrors(FunctionDescription function)
    {
        var (now, margin) = (TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(1));
        var errors = new MetricId("AWS/Lambda", "Errors", "FunctionName", DeploymentNames.For(function.Name));
        return Emulator.Metrics.Read(errors, now - margin, now + margin)?.Sum ?? 0;
    }

    public long Count(ExecutionStatus status) => Emulator.Executions.Count(Resources.StateMachine).GetValueOrDefault(status);

    public static string? Attribute(BrowsedMessage letter, string name) =>
        letter.Attributes.TryGetValue(name, out var value) ? value.StringValue : null;

    public static string? ErrorOf(BrowsedMessage letter) => Attribute(letter, MessageAttributeNames.Error);

    private static bool IsAlarm(Mail mail) => mail.Content.Subject.EndsWith(AlarmSubject, StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await _pipeline.DisposeAsync();
        _own?.Dispose();
    }
}
