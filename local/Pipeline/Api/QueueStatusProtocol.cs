using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.CloudWatchModel;
using PromptToImage.Contracts;

namespace PromptToImage.Pipeline.Api;

/// <summary><c>GET /_local/status</c>: the age of the oldest message, and its alarm. On AWS, CloudWatch has both.</summary>
public sealed class QueueStatusProtocol(Emulator emulator, Func<PipelineResources> resources, TimeProvider time) : IAwsProtocol
{
    // Start reports the age of a message that it holds at least this often.
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMinutes(1);

    private static readonly MetricId OldestPromptAge = new(
        MetricNames.Namespace,
        MetricNames.OldestPromptAge,
        MetricNames.Dimension,
        DeploymentNames.For(FunctionCatalog.Start.Name)
    );

    public bool Accepts(HttpContext context) => context.Request.Path == LocalQueueStatus.Path && HttpMethods.IsGet(context.Request.Method);

    public async Task HandleAsync(HttpContext context)
    {
        var alarm =
            emulator.Alarms.Find(PipelineResources.QueueAgeAlarm)
            ?? throw new AwsException("ServiceUnavailable", "The pipeline is starting.", 503);
        var status = new LocalQueueStatus
        {
            OldestMessageAgeSeconds = OldestMessageAge() is { } age ? Math.Round(age, 3) : null,
            AlarmState = alarm.State.ToAwsName(),
            AlarmThresholdSeconds = alarm.Definition.Threshold,
        };
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(
            context.Response.Body,
            status,
            LocalQueueStatusJson.Default.LocalQueueStatus,
            context.RequestAborted
        );
    }

    private double? OldestMessageAge()
    {
        if (emulator.Queues.AgeOfOldestMessage(resources().Queue) is not { } inQueue)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var held = emulator.Metrics.Read(OldestPromptAge, now - ReportInterval, now)?.Maximum ?? 0;
        return Math.Max(inQueue.TotalSeconds, held);
    }
}
