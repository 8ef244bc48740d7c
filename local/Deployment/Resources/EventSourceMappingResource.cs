using PromptToImage.AwsEmulator.EventSources;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Deployment.Templates;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::Lambda::EventSourceMapping</c>: a queue whose messages invoke a function.</summary>
internal sealed class EventSourceMappingResource() : ResourceType("AWS::Lambda::EventSourceMapping", "Id")
{
    private const string ReportBatchItemFailures = "ReportBatchItemFailures";

    public override async Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var properties = request.Properties;
        var source = properties.Text("EventSourceArn");
        if (!source.StartsWith("arn:aws:sqs:", StringComparison.Ordinal))
        {
            throw new TemplateException($"EventSourceArn is {source}; on one machine it must be a queue.");
        }

        var responseTypes = properties.Texts("FunctionResponseTypes");
        if (responseTypes.FirstOrDefault(type => type != ReportBatchItemFailures) is { } unknown)
        {
            throw new TemplateException($"the response type {unknown} is unknown.");
        }

        var defaults = new EventSourceSettings { Queue = QueueService.NameFrom(source), Function = properties.Text("FunctionName") };
        var settings = defaults with
        {
            BatchSize = properties.OptionalNumber("BatchSize") ?? defaults.BatchSize,
            MaximumConcurrency =
                properties.Object("ScalingConfig")?.OptionalNumber("MaximumConcurrency") ?? defaults.MaximumConcurrency,
            ReportBatchItemFailures = responseTypes.Count > 0,
        };
        properties.AcceptWithoutEffect("Tags");
        if (properties.OptionalFlag("Enabled") != false)
        {
            await request.Emulator.EventSources.PutAsync(settings);
        }

        return new DeployedResource(request.GeneratedName)
        {
            Attributes = new Dictionary<string, string> { ["Id"] = request.GeneratedName },
        };
    }
}
