using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator;
using PromptToImage.CloudWatchModel;
using PromptToImage.SqsModel;

namespace PromptToImage.Pipeline.Tests;

public sealed class PipelineResourcesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Provisioning_is_idempotent()
    {
        await using var emulator = await StartAsync();
        await using var resources = CreateResources(emulator);
        await resources.ProvisionAsync();
        await resources.ProvisionAsync();

        Assert.Equal(["prompt-to-image", "prompt-to-image-dead-letters"], emulator.Queues.Names);
        var settings = emulator.Queues.SettingsFor("prompt-to-image");
        Assert.Equal(TimeSpan.FromDays(7), settings.Retention);
        Assert.Equal(TimeSpan.FromSeconds(360), settings.VisibilityTimeout);
        Assert.Equal(new RedrivePolicy("arn:aws:sqs:us-east-1:000000000000:prompt-to-image-dead-letters", 1000), settings.Redrive);
        Assert.Equal(TimeSpan.FromDays(14), emulator.Queues.SettingsFor("prompt-to-image-dead-letters").Retention);
        Assert.Single(emulator.Topics.Subscriptions(PipelineNames.AlertsTopicArn));
        Assert.Single(emulator.Topics.Subscriptions(PipelineNames.ResultsTopicArn));
    }

    [Fact]
    public async Task A_prompt_posted_to_the_api_reaches_Start()
    {
        await using var emulator = await StartAsync();
        var received = new TaskCompletionSource<string>();
        emulator.Functions.Register(
            PipelineNames.Function("start"),
            (payload, _, _) =>
            {
                received.TrySetResult(Encoding.UTF8.GetString(payload.Span));
                return Task.FromResult("null"u8.ToArray());
            },
            TimeSpan.FromSeconds(60)
        );
        await using var resources = CreateResources(emulator);
        await resources.StartAsync();

        using var http = new HttpClient { BaseAddress = emulator.Endpoint };
        using var content = new StringContent("""{"prompt":"A croissant","id":"order-1"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/generate", content, TestContext.Current.CancellationToken);

        Assert.Equal("""{"id":"order-1"}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("""{\"prompt\":\"A croissant\",\"id\":\"order-1\"}""", await received.Task, StringComparison.Ordinal);
        Assert.All(emulator.Alarms.All, alarm => Assert.Equal(AlarmState.Ok, alarm.State));
        await Condition.BecomesTrueAsync(() => emulator.Queues.Count(PipelineNames.Queue).Total == 0);
    }

    private Task<Emulator> StartAsync() =>
        Emulator.StartAsync(
            new EmulatorOptions
            {
                DataFolder = _folder.Path,
                Port = 0,
                AdditionalProtocols = emulator => [LocalPipeline.GenerateProtocolFor(emulator)],
            },
            TestContext.Current.CancellationToken
        );

    private static PipelineResources CreateResources(Emulator emulator) =>
        new(emulator, new ResourceSettings(), TimeProvider.System, NullLoggerFactory.Instance);
}
