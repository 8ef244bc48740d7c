using System.Net.Sockets;
using System.Text.Json.Nodes;
using PromptToImage.Soak.Hosting;
using PromptToImage.Soak.Measuring;

namespace PromptToImage.Soak.Clients;

/// <summary>Sends requests without retries, and observes how they are answered.</summary>
internal sealed class SoakClient(HostedRunner runner, Observations observations) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan InsistLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(10) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public Uri Endpoint => runner.Endpoint;

    /// <summary>Sends a request and waits for its response.</summary>
    /// <returns>Null if the runner was stopped or killed meanwhile, or accepted no connection.</returns>
    /// <exception cref="SoakFailedException">The runner cannot be started any more.</exception>
    public async Task<Answer?> SendAsync(HttpRequestMessage request, RequestKind kind, string name)
    {
        if (runner.HasFailed)
        {
            throw new SoakFailedException("The runner does not start any more.");
        }

        if (!runner.IsServing)
        {
            await Task.Delay(Pause, TimeProvider.System);
            return null;
        }

        var life = runner.Life;
        var started = TimeProvider.System.GetTimestamp();
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            using var response = await _http.SendAsync(request, limit.Token);
            var answer = new Answer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(limit.Token));
            if (runner.Life == life && runner.IsServing)
            {
                observations.AddAnswer(kind, name, TimeProvider.System.GetElapsedTime(started), answer);
            }

            return answer;
        }
        catch (OperationCanceledException)
        {
            if (runner.Life == life)
            {
                observations.AddHang($"{name} was not answered within {Limit.TotalSeconds} s");
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            if (runner.Life == life && runner.IsServing)
            {
                observations.AddBrokenConnection(kind, $"{name}: {e.InnerException?.Message ?? e.Message}");
            }

            await Task.Delay(Pause, TimeProvider.System);
        }

        return null;
    }

    /// <summary>Sends a request of a JSON protocol.</summary>
    public async Task<Answer?> CallAsync(string target, JsonObject body, RequestKind kind = RequestKind.Ordinary)
    {
        using var request = Requests.Json(Endpoint, target, body);
        return await SendAsync(request, kind, target);
    }

    /// <summary>Sends a request until it succeeds.</summary>
    /// <exception cref="SoakFailedException">It did not succeed for minutes.</exception>
    public async Task<Answer> InsistAsync(string target, Func<JsonObject> body)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await CallAsync(target, body());
            if (answer is { IsSuccess: true })
            {
                return answer;
            }

            if (TimeProvider.System.GetElapsedTime(start) > InsistLimit)
            {
                observations.AddHang($"{target} did not succeed within {InsistLimit.TotalMinutes} minutes: {answer}");
                throw new SoakFailedException($"{target} does not succeed any more.");
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    public void Dispose() => _http.Dispose();
}
