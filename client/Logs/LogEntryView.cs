using System.Net;
using System.Text.Json;
using PromptToImage.Client.Output;

namespace PromptToImage.Client.Logs;

/// <summary>An entry of the functions' log in <c>logs --json</c>.</summary>
/// <param name="Function">The function's short name, for example <c>start</c>.</param>
/// <param name="Message">The level and the text.</param>
internal sealed record LogEntryView(DateTimeOffset Time, string Function, string Message)
{
    /// <summary>Reads the entries that name a prompt from the runner on this machine. On AWS they are in CloudWatch Logs.</summary>
    /// <returns>Null where the server does not have them.</returns>
    public static async Task<IReadOnlyList<LogEntryView>?> ReadLocalAsync(Uri endpoint, string id, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(endpoint, $"/_local/logs/{id}"), cancellationToken);
        return response.StatusCode == HttpStatusCode.OK && response.Content.Headers.ContentType?.MediaType == "application/json"
            ? await JsonSerializer.DeserializeAsync(
                await response.Content.ReadAsStreamAsync(cancellationToken),
                OutputJson.Default.IReadOnlyListLogEntryView,
                cancellationToken
            )
            : null;
    }
}
