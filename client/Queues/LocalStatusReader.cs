using System.Net;
using System.Text.Json;
using PromptToImage.Contracts;

namespace PromptToImage.Client.Queues;

/// <summary>Reads what the runner on this machine reports about the queue.</summary>
internal static class LocalStatusReader
{
    /// <returns>Null where the server does not report it.</returns>
    public static async Task<LocalQueueStatus?> ReadAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(endpoint, LocalQueueStatus.Path), cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK || response.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return null;
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(
                await response.Content.ReadAsStreamAsync(cancellationToken),
                LocalQueueStatusJson.Default.LocalQueueStatus,
                cancellationToken
            );
        }
        catch (JsonException)
        {
            // Another server that responds with other JSON.
            return null;
        }
    }
}
