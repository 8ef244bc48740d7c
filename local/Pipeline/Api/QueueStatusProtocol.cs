using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.CloudWatchModel;
using PromptToImage.Contracts;

namespace PromptToImage.Pipeline.Api;

/// <summary>
/// <c>GET /_local/status</c>: the age of the oldest message and the state of its alarm. On AWS, CloudWatch provides both.
/// The path cannot collide with a bucket, because a bucket's name never begins with an underscore.
/// </summary>
public sealed class QueueStatusProtocol(Emulator emulator, Func<PipelineResources> resources, TimeProvider time) : IAwsProtocol
{
    private const string Path = "/_local/status";

    // Start reports the age of a message that it holds at least this often.
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMinutes(1);

    private static readonly MetricId OldestPromptAge = new(
        MetricNames.Namespace,
        MetricNames.OldestPromptAge,
        MetricNames.Dimension,
        DeploymentNames.For(FunctionCatalog.Start.Name)
    );

    public bool Accepts(HttpContext context) => context.Request.Path == Path && HttpMethods.IsGet(context.Request.Method);

    public async Task HandleAsync(HttpContext context)
    {
        var alarm =
            emulator.Alarms.Find(PipelineResources.QueueAgeAlarm)
            ?? throw new AwsException("ServiceUnavailable", "The pipeline is starting.", 503);
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        if (emulator.Queues.AgeOfOldestMessage(resources().Queue) is { } inQueue)
        {
            var now = time.GetUtcNow();
            var held = emulator.Metrics.Read(OldestPromptAge, now - ReportInterval, now)?.Maximum ?? 0;
            json.WriteNumber("oldestMessageAgeSeconds", Math.Round(Math.Max(inQueue.TotalSeconds, held), 3));
        }
        else
        {
            json.WriteNull("oldestMessageAgeSeconds");
        }

        json.WriteString("alarmState", alarm.State.ToAwsName());
        json.WriteNumber("alarmThresholdSeconds", alarm.Definition.Threshold);
        json.WriteEndObject();
    }
}
