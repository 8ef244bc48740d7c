using System.Diagnostics.CodeAnalysis;
using PromptToImage.Soak.Measuring;

namespace PromptToImage.Soak.Clients;

/// <summary>Stores objects, reads them again and deletes them. An acknowledged object that cannot be read is lost.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The contents and sizes are no secret.")]
internal sealed class ObjectUser(SoakClient client, Observations observations, int seed)
{
    private const int MostStored = 30;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Queue<(string Path, byte[] Content)> _stored = new();
    private readonly Random _random = new(seed);

    public int Stored { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await SendAsync(HttpMethod.Put, "/soak") is not { IsSuccess: true })
        {
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }

        for (var number = 0; !cancellationToken.IsCancellationRequested; number++)
        {
            await StoreAsync($"/soak/object-{number}");
            if (_stored.Count > MostStored)
            {
                await ReadAndDeleteAsync();
            }

            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }

        while (_stored.Count > 0)
        {
            await ReadAndDeleteAsync();
        }
    }

    private async Task StoreAsync(string path)
    {
        var content = new byte[_random.Next(50) == 0 ? 4_000_000 : _random.Next(50_000)];
        _random.NextBytes(content);
        if (await SendAsync(HttpMethod.Put, path, content) is { IsSuccess: true })
        {
            _stored.Enqueue((path, content));
            Stored++;
        }
    }

    private async Task ReadAndDeleteAsync()
    {
        var (path, content) = _stored.Peek();
        if (await SendAsync(HttpMethod.Get, path) is not { Status: not 503 } answer)
        {
            return;
        }

        if (!answer.IsSuccess || !answer.Body.AsSpan().SequenceEqual(content))
        {
            observations.AddLost($"{path}: {answer.Status} with {answer.Body.Length} of {content.Length} bytes");
        }

        _stored.Dequeue();
        while (await SendAsync(HttpMethod.Delete, path) is not { IsSuccess: true }) { }
    }

    private async Task<Answer?> SendAsync(HttpMethod method, string path, byte[]? body = null)
    {
        using var request = Requests.Rest(client.Endpoint, method, path, body);
        return await client.SendAsync(request, RequestKind.Ordinary, $"S3 {method}");
    }
}
