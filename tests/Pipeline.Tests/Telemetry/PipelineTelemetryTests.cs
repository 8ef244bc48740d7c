using PromptToImage.Contracts;
using PromptToImage.Pipeline.Options;
using PromptToImage.Pipeline.Telemetry;
using PromptToImage.Pipeline.Tests.Acceptance;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline.Tests.Telemetry;

/// <summary>
/// Traces and metrics of the whole pipeline at a receiver. The tests are in one class, because activities and instruments are global, so
/// that each of two exporters in one process sends what belongs to both.
/// </summary>
public sealed class PipelineTelemetryTests : IAsyncLifetime
{
    private OtlpReceiver _receiver = null!;

    public async ValueTask InitializeAsync() => _receiver = await OtlpReceiver.StartAsync();

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    [Fact]
    public async Task A_stored_image_is_one_trace_from_sending_to_notifying()
    {
        await RunAsync("""{"id":"p1","prompt":"A croissant"}""");
        Assert.Equal(
            """
            prompt
              send
              wait in queue
              start
                SFN/ListExecutions
                SFN/StartExecution
              Validate prompt
                Validate prompt attempt
              Generate image
                Generate image attempt
                  S3/ListObjectsV2
                  Bedrock Runtime/InvokeModel
                  S3/PutObject
              Store image
                Store image attempt
                  S3/GetObject
                  S3/CopyObject
                  S3/PutObject
                  S3/DeleteObject
              Notify
                Notify attempt
                  SNS/Publish
            """,
            Tree()
        );
        var root = Assert.Single(_receiver.Spans, span => span.ParentId.Length == 0);
        Assert.Equal(("p1", "1"), (root.Attributes["prompt.id"], root.Attributes["prompt.attempt"]));
        Assert.Equal("SUCCEEDED", root.Attributes["aws.step_functions.execution.status"]);
        Assert.All(_receiver.Spans, span => Assert.InRange(span.Start, root.Start, root.End));
        var values = _receiver.Spans.SelectMany(span => span.Attributes.Values);
        Assert.DoesNotContain(values, value => value.Contains("croissant", StringComparison.Ordinal));
        Assert.All(_receiver.Resources, resource => Assert.Equal("prompt-to-image", resource["service.name"]));
    }

    [Fact]
    public async Task A_failed_attempt_has_an_error_and_the_next_one_is_its_sibling()
    {
        await RunAsync("A croissant", new RunOptions(), failures: 1);
        var attempts = _receiver.Spans.Where(span => span.Name == "Generate image attempt").OrderBy(span => span.Start).ToList();
        Assert.Equal([true, false], attempts.Select(span => span.IsError));
        Assert.Equal("ModelUnavailableException", attempts[0].Attributes["error.type"]);
        Assert.StartsWith("ModelUnavailableException: ", attempts[0].StatusMessage, StringComparison.Ordinal);
        Assert.Equal(["1", "2"], attempts.Select(span => span.Attributes["aws.step_functions.attempt"]));
        Assert.Equal(attempts[0].ParentId, attempts[1].ParentId);
        Assert.False(_receiver.Spans.Single(span => span.Name == "Generate image").IsError);
        Assert.False(_receiver.Spans.Single(span => span.Name == "prompt").IsError);
    }

    [Fact]
    public async Task A_blocked_prompt_is_a_trace_with_an_error_and_its_dead_letter()
    {
        await RunAsync("nsfw");
        Assert.Single(_receiver.Spans.Select(span => span.TraceId).Distinct());
        Assert.Equal(
            ["prompt", "Generate image", "Generate image attempt", "Prompt failed"],
            Ordered().Where(span => span.IsError).Select(span => span.Name)
        );
        Assert.Equal("Dead-letter prompt attempt", Parent(_receiver.Spans.Single(span => span.Name == "SQS/SendMessage")).Name);
        var root = _receiver.Spans.Single(span => span.Name == "prompt");
        Assert.StartsWith("ContentFilteredException: ", root.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_message_is_a_trace_without_states()
    {
        await RunAsync(new string('"', 131_000));
        var root = Assert.Single(_receiver.Spans, span => span.ParentId.Length == 0);
        Assert.True(root.IsError);
        Assert.Equal(["send", "start", "wait in queue"], Children(root).Select(span => span.Name).Order(StringComparer.Ordinal));
        Assert.Contains(_receiver.Spans, span => span.Name == "SQS/SendMessage");
    }

    [Fact]
    public async Task An_execution_that_continues_in_another_process_is_one_complete_trace()
    {
        using var folder = new TemporaryFolder();
        var isReached = new TaskCompletionSource();
        await using (
            var pipeline = await RunningPipeline.StartAsync(
                Options,
                folder: folder,
                response: async context =>
                {
                    if (context.Request.Path.StartsWithSegments("/model"))
                    {
                        isReached.TrySetResult();
                        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
                    }

                    return false;
                }
            )
        )
        {
            await pipeline.SendAsync("A croissant");
            await isReached.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Empty(_receiver.Spans);
        await using (var pipeline = await RunningPipeline.StartAsync(Options, folder: folder))
        {
            await Condition.BecomesTrueAsync(() => pipeline.Count(ExecutionStatus.Succeeded) == 1);
        }

        Assert.Single(_receiver.Spans.Select(span => span.TraceId).Distinct());
        Assert.Equal(["send", "wait in queue", "start", "Validate prompt", "Generate image", "Store image", "Notify"], NamesUnderRoot());
    }

    [Fact]
    public async Task Hundreds_of_prompts_are_as_many_traces()
    {
        await using (var pipeline = await RunningPipeline.StartAsync(Options with { MaxConcurrentExecutions = 50 }))
        {
            for (var i = 0; i < 300; i++)
            {
                await pipeline.SendAsync($"Croissant {i}");
            }

            await Condition.BecomesTrueAsync(() => pipeline.Count(ExecutionStatus.Succeeded) == 300);
        }

        var traces = _receiver.Spans.ToLookup(span => span.TraceId);
        Assert.Equal(300, traces.Count);
        Assert.All(traces, trace => Assert.Equal(1, trace.Count(span => span.ParentId.Length == 0)));
        Assert.All(traces, trace => Assert.Equal(4, trace.Count(span => span.Name.EndsWith(" attempt", StringComparison.Ordinal))));
        Assert.All(traces, trace => Assert.Contains(trace, span => span.Name == "start"));
    }

    [Fact]
    public async Task Metrics_have_the_names_and_dimensions_of_CloudWatch()
    {
        await RunAsync("A croissant", evaluateAlarms: true);
        var start = DeploymentNames.For(FunctionCatalog.Start.Name);
        Assert.Equal((1, 1UL), Point("PromptToImage", "PromptsStarted", "histogram", "FunctionName", start));
        Assert.Equal((1, 1UL), Point("PromptToImage", "ImagesStored", "histogram", "FunctionName", DeploymentNames.For("store")));
        Assert.Equal((1, 1UL), Point("AWS/Lambda", "Invocations", "histogram", "FunctionName", start));
        Assert.Equal((0, 1UL), Point("AWS/Lambda", "Errors", "histogram", "FunctionName", start));
        Assert.Single(_receiver.Points, point => point is { Meter: "AWS/States", Name: "ExecutionsSucceeded", Value: 1 });
        Assert.Equal((0, 1UL), Point("AWS/SQS", "ApproximateNumberOfMessagesVisible", "gauge", "QueueName", DeploymentNames.Default));
    }

    [Fact]
    public async Task Nothing_is_sent_without_an_endpoint()
    {
        await using (var pipeline = await RunningPipeline.StartAsync())
        {
            await pipeline.SendAsync("A croissant");
            await Condition.BecomesTrueAsync(() => pipeline.Count(ExecutionStatus.Succeeded) == 1);
            Assert.DoesNotContain("traced_invocations", pipeline.Tables());
        }

        Assert.Empty(_receiver.Requests);
    }

    [Fact]
    public async Task A_receiver_that_cannot_be_reached_costs_no_prompt()
    {
        var endpoint = _receiver.Endpoint;
        await _receiver.DisposeAsync();
        await using var pipeline = await RunningPipeline.StartAsync(new RunOptions { Telemetry = Settings(endpoint) });
        for (var i = 0; i < 10; i++)
        {
            await pipeline.SendAsync($"Croissant {i}");
        }

        await Condition.BecomesTrueAsync(() => pipeline.Count(ExecutionStatus.Succeeded) == 10);
        Assert.Empty(pipeline.DeadLetters);
    }

    [Fact]
    public async Task A_request_that_the_receiver_cannot_handle_now_is_repeated()
    {
        _receiver.Reject(requests: 1);
        await using var pipeline = await RunningPipeline.StartAsync(
            new RunOptions { Telemetry = Settings(_receiver.Endpoint, ("OTEL_BSP_SCHEDULE_DELAY", "100")) }
        );
        await pipeline.SendAsync("A croissant");
        await Condition.BecomesTrueAsync(() => _receiver.Spans.Any(span => span.Name == "prompt"));
        Assert.True(_receiver.Requests.Count > 1);
    }

    [Fact]
    public async Task The_variables_of_the_specification_apply()
    {
        var settings = TelemetrySettings.From(
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"{_receiver.Endpoint}base",
                ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-key=secret",
                ["OTEL_SERVICE_NAME"] = "my-pipeline",
                ["OTEL_RESOURCE_ATTRIBUTES"] = "team=18",
            }
        );
        await RunAsync("A croissant", new RunOptions { Telemetry = settings });
        Assert.Equal([("/base/v1/metrics", "secret"), ("/base/v1/traces", "secret")], _receiver.Requests.Distinct().Order());
        Assert.Equal(("my-pipeline", "18"), (_receiver.Resources[0]["service.name"], _receiver.Resources[0]["team"]));
    }

    [Theory]
    [InlineData("localhost:4317")]
    [InlineData("ftp://localhost")]
    public void An_endpoint_that_is_no_URL_is_an_error(string endpoint)
    {
        var error = Assert.Throws<FormatException>(() =>
            TelemetrySettings.From(new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint })
        );
        Assert.Equal($"OTEL_EXPORTER_OTLP_ENDPOINT is '{endpoint}': it must be a URL such as http://localhost:4318.", error.Message);
    }

    private RunOptions Options => new() { Telemetry = Settings(_receiver.Endpoint) };

    private static TelemetrySettings Settings(Uri endpoint, params (string Name, string Value)[] more) =>
        TelemetrySettings.From(
            more.Append((Name: TelemetrySettings.EndpointVariable, Value: endpoint.ToString()))
                .ToDictionary(variable => variable.Name, variable => variable.Value)
        )!;

    /// <summary>Runs one prompt to its end, and the pipeline to its end, which sends everything.</summary>
    private async Task RunAsync(string message, RunOptions? options = null, int failures = 0, bool evaluateAlarms = false)
    {
        await using var pipeline = await RunningPipeline.StartAsync(
            options is { Telemetry: not null } ? options : Options,
            response: context =>
            {
                if (!context.Request.Path.StartsWithSegments("/model") || failures-- <= 0)
                {
                    return Task.FromResult(false);
                }

                context.Response.StatusCode = 500;
                context.Response.Headers["x-amzn-ErrorType"] = "InternalServerException";
                return Task.FromResult(true);
            }
        );
        await pipeline.SendAsync(message);
        await pipeline.FinishAsync();
        if (evaluateAlarms)
        {
            await pipeline.Emulator.Alarms.EvaluateAsync();
        }
    }

    private (double Sum, ulong Count) Point(string meter, string name, string kind, string attribute, string value)
    {
        var point = _receiver.Points.Last(point =>
            point.Meter == meter && point.Name == name && point.Attributes.GetValueOrDefault(attribute) == value
        );
        Assert.Equal(kind, point.Kind);
        return (point.Value, point.Count);
    }

    /// <summary>The names of the spans, indented below their parents; an exclamation mark stands for an error.</summary>
    private string Tree() =>
        string.Join('\n', Ordered().Select(span => $"{new string(' ', 2 * Depth(span))}{span.Name}{(span.IsError ? " !" : "")}"));

    private IEnumerable<OtlpSpan> Ordered() =>
        Below(Assert.Single(_receiver.Spans, span => span.ParentId.Length == 0));

    private IEnumerable<OtlpSpan> Below(OtlpSpan span) => [span, .. Children(span).SelectMany(Below)];

    private IEnumerable<OtlpSpan> Children(OtlpSpan parent) =>
        _receiver.Spans.Where(span => span.ParentId == parent.Id && span.TraceId == parent.TraceId).OrderBy(span => span.Start);

    private IEnumerable<string> NamesUnderRoot() => Children(Ordered().First()).Select(span => span.Name);

    private int Depth(OtlpSpan span) => span.ParentId.Length == 0 ? 0 : Depth(Parent(span)) + 1;

    private OtlpSpan Parent(OtlpSpan span) => _receiver.Spans.Single(other => other.Id == span.ParentId);
}
