using System.Net.Http.Headers;
using System.Text;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Executions.Api;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.AwsEmulator.Tests.Executions.Recordings;

/// <summary>Step Functions' API on a free port.</summary>
internal sealed class RecordedApi : IAsyncDisposable
{
    private readonly EmulatorServer _server;
    private readonly HttpClient _http;

    private RecordedApi(StatesMachine machine, EmulatorServer server)
    {
        Machine = machine;
        _server = server;
        _http = new HttpClient { BaseAddress = new Uri($"http://localhost:{server.Port}") };
    }

    public StatesMachine Machine { get; }

    public static async Task<RecordedApi> StartAsync(string folder)
    {
        var machine = StatesMachine.Open(folder);
        var server = await EmulatorServer.StartAsync(
            new EmulatorOptions { DataFolder = folder, Port = 0 },
            [new StepFunctionsProtocol(machine.Service, new AccessControl(new AllowAll()))],
            machine.Ids,
            TestContext.Current.CancellationToken
        );
        return new RecordedApi(machine, server);
    }

    /// <returns>The answer; for an error, an object with <c>Error</c> as the recordings have it.</returns>
    public async Task<JsonValue> CallAsync(string operation, JsonValue body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.Add("X-Amz-Target", "AWSStepFunctions." + operation);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJson()));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = JsonValue.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return response.IsSuccessStatusCode
            ? answer
            : JsonObject.From(("Error", JsonObject.From(("Code", answer["__type"]!), ("Message", answer["message"]!))), ("message", answer["message"]!));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        await Machine.DisposeAsync();
    }
}
