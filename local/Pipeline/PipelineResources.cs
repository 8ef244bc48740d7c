using System.Globalization;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.EventSources;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Flow;

namespace PromptToImage.Pipeline;

/// <summary>
/// The resources that the stack deploys, in the emulator: queues, bucket, topics, alarms, and the event source mapping from the queue to
/// Start.
/// </summary>
public sealed class PipelineResources : IAsyncDisposable
{
    private readonly Emulator _emulator;
    private readonly ResourceSettings _settings;
    private readonly EventSourceMapping _mapping;

    public PipelineResources(
        Emulator emulator,
        ResourceSettings settings,
        TimeProvider time,
        ILoggerFactory logging
    )
    {
        _emulator = emulator;
        _settings = settings;
        _mapping = new EventSourceMapping(
            new EventSourceSettings
            {
                Queue = PipelineNames.Queue,
                Function = PipelineNames.Function(FunctionCatalog.Start.Name),
                BatchSize = FlowNumbers.BatchSize,
                MaximumConcurrency = FlowNumbers.StartConcurrency,
            },
            emulator.Queues,
            emulator.Functions,
            emulator.Access,
            time,
            logging.CreateLogger<EventSourceMapping>()
        );
    }

    /// <summary>Creates missing resources and updates the settings of existing ones. Idempotent.</summary>
    public async Task ProvisionAsync()
    {
        await _emulator.Queues.ProvisionAsync(PipelineNames.DeadLetterQueue, Attributes(_settings.DeadLetterRetention));
        await _emulator.Queues.ProvisionAsync(
            PipelineNames.Queue,
            new Dictionary<string, string>(Attributes(_settings.Retention))
            {
                ["VisibilityTimeout"] = Seconds(_settings.VisibilityTimeout),
                ["RedrivePolicy"] =
                    $$"""{"deadLetterTargetArn":"{{QueueService.ArnFor(PipelineNames.DeadLetterQueue)}}","maxReceiveCount":{{_settings.MaxReceiveCount}}}""",
            }
        );
        await _emulator.Objects.CreateBucketAsync(PipelineNames.Bucket);
        foreach (var topic in new[] { PipelineNames.ResultsTopic, PipelineNames.AlertsTopic })
        {
            var arn = await _emulator.Topics.CreateAsync(topic);
            if (!_emulator.Topics.Subscriptions(arn).Any(subscription => subscription.Endpoint == _settings.MailAddress))
            {
                await _emulator.Topics.SubscribeAsync(arn, "email", _settings.MailAddress);
            }
        }

        foreach (var alarm in PipelineAlarms.Create(_settings.QueueAgeThreshold))
        {
            await _emulator.Alarms.PutAsync(alarm);
        }

        await _emulator.Rules.PutAsync(UnhandledFailures.Rule);
    }

    /// <summary>
    /// Provisions the resources, resumes running executions, then begins to receive messages. The host registers the functions before it
    /// calls this.
    /// </summary>
    public async Task StartAsync()
    {
        await ProvisionAsync();
        _emulator.Resume();
        await _mapping.StartAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _mapping.DisposeAsync();

    private static Dictionary<string, string> Attributes(TimeSpan retention) => new() { ["MessageRetentionPeriod"] = Seconds(retention) };

    private static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
