using PromptToImage.Pipeline.Tests.Telemetry;

namespace PromptToImage.Runner.Tests.Processes;

/// <summary>The environment variables of OpenTelemetry.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_runner_sends_the_trace_and_the_metrics_before_it_ends()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var outcome = await RunAsync(receiver.Endpoint.ToString(), "--once", "A croissant");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.Single(receiver.Spans, span => span.ParentId.Length == 0);
        Assert.Contains(receiver.Points, point => point is { Meter: "PromptToImage", Name: "ImagesStored", Value: 1 });
    }

    [Fact]
    public async Task A_receiver_that_cannot_be_reached_is_reported_and_the_prompt_is_stored()
    {
        var receiver = await OtlpReceiver.StartAsync();
        var endpoint = receiver.Endpoint.ToString();
        await receiver.DisposeAsync();
        var outcome = await RunAsync(endpoint, "--once", "A croissant");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains($"Could not send telemetry to {endpoint}v1/traces: ", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_execution_that_was_interrupted_by_a_kill_is_one_trace()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        string[] arguments = ["--port", "0", "--data", _folder.Path];
        await using (var killed = Start(receiver.Endpoint.ToString(), [.. arguments, "--model-latency", "1h", "A croissant"]))
        {
            await killed.Endpoint;
            await Condition.BecomesTrueAsync(() =>
                File.Exists(Path.Combine(_folder.Path, "functions.log"))
                && File.ReadAllText(Path.Combine(_folder.Path, "functions.log")).Contains(" validate ", StringComparison.Ordinal)
            );
            killed.Kill();
        }

        Assert.Empty(receiver.Spans);
        await using (Start(receiver.Endpoint.ToString(), arguments))
        {
            await Condition.BecomesTrueAsync(() => receiver.Spans.Any(span => span.Name == "prompt"));
        }

        var trace = Assert.Single(receiver.Spans.GroupBy(span => span.TraceId));
        Assert.Equal(1, trace.Count(span => span.Name == "start"));
        Assert.Equal(1, trace.Count(span => span.Name == "Generate image attempt"));
    }

    [Fact]
    public async Task An_endpoint_that_is_no_URL_ends_the_runner()
    {
        var outcome = await RunAsync("localhost:4318", "--once", "A croissant");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT is 'localhost:4318'", outcome.Errors, StringComparison.Ordinal);
    }

    private async Task<RunnerOutcome> RunAsync(string endpoint, params string[] arguments)
    {
        await using var runner = Start(endpoint, ["--port", "0", "--data", _folder.Path, .. arguments]);
        return await runner.EndAsync();
    }

    private static RunnerProcess Start(string endpoint, IEnumerable<string> arguments) =>
        RunnerProcess.StartThrough(
            ["env", $"OTEL_EXPORTER_OTLP_ENDPOINT={endpoint}"],
            arguments
        );
}
