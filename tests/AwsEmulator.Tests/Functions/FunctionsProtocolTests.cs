using System.Text;
using System.Text.Json;

namespace PromptToImage.AwsEmulator.Tests.Functions;

public sealed class FunctionsProtocolTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly TaskCompletionSource<string> _event = new();
    private Emulator _emulator = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await Emulator.StartAsync(new EmulatorOptions { DataFolder = _folder.Path, Port = 0 }, Cancellation);
        _emulator.Functions.Register(
            "echo",
            (payload, _, _) =>
            {
                _event.TrySetResult(Encoding.UTF8.GetString(payload.Span));
                return Task.FromResult(payload.ToArray());
            },
            TimeSpan.FromSeconds(3)
        );
        _emulator.Functions.Register("failing", (_, _, _) => throw new InvalidOperationException("no"), TimeSpan.FromSeconds(3));
        await _emulator.ResumeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Aecho")]
    public async Task Invoke_returns_the_function_s_response(string name)
    {
        using var response = await InvokeAsync(name, """{"a":1}""");
        Assert.Equal((200, """{"a":1}"""), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation)));
        Assert.Equal("$LATEST", response.Headers.GetValues("X-Amz-Executed-Version").Single());
        Assert.False(response.Headers.Contains("X-Amz-Function-Error"));
    }

    [Fact]
    public async Task A_failed_function_has_status_200_and_the_error_header()
    {
        using var response = await InvokeAsync("failing", "{}");
        Assert.Equal((200, "Unhandled"), ((int)response.StatusCode, response.Headers.GetValues("X-Amz-Function-Error").Single()));
        Assert.StartsWith(
            """{"errorType":"InvalidOperationException","errorMessage":"no","stackTrace":["at """,
            await response.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_event_is_accepted_and_runs_later()
    {
        using var response = await InvokeAsync("echo", "\"later\"", "Event");
        Assert.Equal(202, (int)response.StatusCode);
        Assert.Equal("\"later\"", await _event.Task.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task A_dry_run_runs_nothing()
    {
        using var response = await InvokeAsync("echo", "{}", "DryRun");
        Assert.Equal((204, false), ((int)response.StatusCode, _event.Task.IsCompleted));
    }

    [Theory]
    [InlineData("nope", "{}", "RequestResponse", 404, "ResourceNotFoundException")]
    [InlineData("nope", "{}", "DryRun", 404, "ResourceNotFoundException")]
    [InlineData("echo", "{", "RequestResponse", 400, "InvalidRequestContentException")]
    [InlineData("echo", "{}", "Sometime", 400, "InvalidParameterValueException")]
    public async Task An_invalid_invocation_is_rejected_with_AWSs_code(string name, string payload, string type, int status, string code)
    {
        using var response = await InvokeAsync(name, payload, type);
        Assert.Equal((status, code), ((int)response.StatusCode, response.Headers.GetValues("x-amzn-ErrorType").Single()));
    }

    [Fact]
    public async Task Functions_are_listed_and_described()
    {
        var list = await _http.GetStringAsync(new Uri(_emulator.Endpoint, "/2015-03-31/functions/"), Cancellation);
        Assert.StartsWith(
            """{"Functions":[{"FunctionName":"echo","FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:echo",""",
            list,
            StringComparison.Ordinal
        );
        var one = await _http.GetStringAsync(new Uri(_emulator.Endpoint, "/2015-03-31/functions/echo"), Cancellation);
        Assert.Contains("\"Timeout\":3", one, StringComparison.Ordinal);
        using var other = await _http.GetAsync(new Uri(_emulator.Endpoint, "/2018-10-31/layers"), Cancellation);
        Assert.Equal("UnknownOperationException", other.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact]
    public async Task A_list_has_pages()
    {
        foreach (var name in new[] { "first", "second" })
        {
            _emulator.Functions.Register(name, (payload, _, _) => Task.FromResult(payload.ToArray()), TimeSpan.FromSeconds(3));
        }

        var names = new List<string>();
        var marker = "";
        while (marker is not null)
        {
            var page = await _http.GetStringAsync(
                new Uri(_emulator.Endpoint, $"/2015-03-31/functions?MaxItems=2&Marker={marker}"),
                Cancellation
            );
            using var list = JsonDocument.Parse(page);
            names.AddRange(
                list.RootElement.GetProperty("Functions").EnumerateArray().Select(item => item.GetProperty("FunctionName").GetString()!)
            );
            marker = list.RootElement.TryGetProperty("NextMarker", out var next) ? next.GetString() : null;
        }

        Assert.Equal(_emulator.Functions.Functions.Select(function => function.Name), names);
        using var invalid = await _http.GetAsync(new Uri(_emulator.Endpoint, "/2015-03-31/functions?MaxItems=0"), Cancellation);
        Assert.Equal("InvalidParameterValueException", invalid.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    private async Task<HttpResponseMessage> InvokeAsync(string name, string payload, string type = "RequestResponse")
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(_emulator.Endpoint, $"/2015-03-31/functions/{name}/invocations")
        );
        request.Headers.Add("X-Amz-Invocation-Type", type);
        request.Content = new StringContent(payload);
        return await _http.SendAsync(request, Cancellation);
    }
}
