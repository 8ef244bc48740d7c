using System.Text;

namespace PromptToImage.AwsEmulator.Tests.Authorization;

/// <summary>An emulator with a recording authorizer, and requests to it that are signed with a role's access key.</summary>
internal sealed class AuthorizedEmulator : IAsyncDisposable
{
    private const string Signature =
        $"AWS4-HMAC-SHA256 Credential={RecordingAuthorizer.AccessKeyId}/20260101/us-west-2/any/aws4_request, "
        + "SignedHeaders=host, Signature=0";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();

    private AuthorizedEmulator() { }

    public RecordingAuthorizer Authorizer { get; } = new();

    public Emulator Emulator { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<AuthorizedEmulator> StartAsync()
    {
        var started = new AuthorizedEmulator();
        started.Emulator = await Emulator.StartAsync(
            new EmulatorOptions
            {
                DataFolder = started._folder.Path,
                Port = 0,
                Authorizer = started.Authorizer,
                InvokeModel = static (_, _, _) => Task.FromResult("{}"u8.ToArray()),
            },
            Cancellation
        );
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Emulator.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Sends a request of a JSON protocol.</summary>
    public Task<HttpResponseMessage> CallAsync(string target, string body) =>
        SendAsync(HttpMethod.Post, "/", body, "application/x-amz-json-1.0", ("X-Amz-Target", target));

    /// <summary>Sends a request of a Query protocol.</summary>
    public Task<HttpResponseMessage> PostFormAsync(string form, string path = "/") =>
        SendAsync(HttpMethod.Post, path, form, "application/x-www-form-urlencoded");

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string pathAndQuery,
        string? body = null,
        string contentType = "text/plain",
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(Emulator.Endpoint, pathAndQuery));
        request.Headers.TryAddWithoutValidation("Authorization", Signature);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        }

        return await _http.SendAsync(request, Cancellation);
    }
}
