using System.Net.Http.Headers;
using System.Text;
using PromptToImage.AwsEmulator.Tests.Executions.Api;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.AwsEmulator.Tests.Executions.Recordings;

/// <summary>Calls Step Functions' API and returns responses as the recordings have them.</summary>
internal sealed class RecordedApi : IAsyncDisposable
{
    private readonly StatesApi _api;
    private readonly HttpClient _http;

    private RecordedApi(StatesApi api)
    {
        _api = api;
        _http = new HttpClient { BaseAddress = api.Endpoint };
    }

    public StatesMachine Machine => _api.Machine;

    public static async Task<RecordedApi> StartAsync(string folder) => new(await StatesApi.StartAsync(folder));

    /// <returns>The response; for an error, an object with <c>Error</c> as the recordings have it.</returns>
    public async Task<JsonValue> CallAsync(string operation, JsonValue body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.Add("X-Amz-Target", "AWSStepFunctions." + operation);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJson()));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var content = JsonValue.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return response.IsSuccessStatusCode
            ? content
            : JsonObject.From(("Error", JsonObject.From(("Code", content["__type"]!), ("Message", content["message"]!))), ("message", content["message"]!));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _api.DisposeAsync();
    }
}
