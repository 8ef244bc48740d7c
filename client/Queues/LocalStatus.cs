using System.Net;
using System.Text.Json;

namespace PromptToImage.Client.Queues;

/// <summary>
/// The age of the oldest message and the alarm, as the runner on this machine reports them. On AWS these are in CloudWatch.
/// </summary>
internal sealed record LocalStatus(double? OldestMessageSeconds, string? Alarm, double? AlarmThresholdSeconds)
{
    private const string Path = "/_local/status";

    /// <returns>Null where the server does not report them.</returns>
    public static async Task<LocalStatus?> ReadAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(endpoint, Path), cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK || response.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return null;
        }

        using var document = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(cancellationToken));
        var root = document.RootElement;
        return new LocalStatus(Number(root, "oldestMessageAgeSeconds"), Text(root, "alarmState"), Number(root, "alarmThresholdSeconds"));
    }

    private static double? Number(JsonElement element, string name)
    {
        return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
    }

    private static string? Text(JsonElement element, string name)
    {
        return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
