using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Alarms;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;

namespace PromptToImage.Pipeline.Api;

/// <summary>
/// <c>GET /_local/status</c>: the age of the oldest message and the state of its alarm. On AWS, CloudWatch provides both.
/// The path cannot collide with a bucket, because a bucket's name never begins with an underscore.
/// </summary>
public sealed class QueueStatusProtocol(QueueService queues, Func<QueueAgeAlarm> alarm) : IAwsProtocol
{
    private const string Path = "/_local/status";

    public bool Accepts(HttpContext context) => context.Request.Path == Path && HttpMethods.IsGet(context.Request.Method);

    public async Task HandleAsync(HttpContext context)
    {
        var watched = alarm();
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        if (queues.AgeOfOldestMessage(watched.Settings.Queue) is { } inQueue)
        {
            json.WriteNumber("oldestMessageAgeSeconds", Math.Round((inQueue > watched.Age ? inQueue : watched.Age).TotalSeconds, 3));
        }
        else
        {
            json.WriteNull("oldestMessageAgeSeconds");
        }

        json.WriteString("alarmState", watched.State == AlarmState.Alarm ? "ALARM" : "OK");
        json.WriteNumber("alarmThresholdSeconds", watched.Settings.Threshold.TotalSeconds);
        json.WriteEndObject();
    }
}
