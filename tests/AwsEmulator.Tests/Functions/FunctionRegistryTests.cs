using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Tests.Functions;

public sealed class FunctionRegistryTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly FunctionRegistry _functions;

    public FunctionRegistryTests()
    {
        _functions = new FunctionRegistry(_time, new IdGenerator(new Random(1)));
        _functions.Register("echo", (payload, _, _) => Task.FromResult(payload.ToArray()), TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("echo:$LATEST")]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:echo")]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:echo:$LATEST")]
    [InlineData("000000000000:function:echo")]
    public async Task A_function_is_found_by_its_name_and_by_its_arn(string name)
    {
        var result = await _functions.InvokeAsync(name, "[1]"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal("[1]", Encoding.UTF8.GetString(result.Payload));
        Assert.False(result.IsError);
    }

    [Theory]
    [InlineData("other", "Function not found: arn:aws:lambda:us-east-1:000000000000:function:other")]
    [InlineData("arn:aws:sqs:us-east-1:000000000000:function:echo", "Function not found: arn:aws:sqs:us-east-1:000000000000:function:echo")]
    public async Task The_error_for_an_unknown_function_contains_its_arn(string name, string message)
    {
        var exception = await Assert.ThrowsAsync<AwsException>(() =>
            _functions.InvokeAsync(name, default, TestContext.Current.CancellationToken)
        );
        Assert.Equal(("ResourceNotFoundException", 404, message), (exception.Code, exception.Status, exception.Message));
    }

    [Fact]
    public async Task An_exception_is_reported_with_its_class_name_and_inner_exception()
    {
        _functions.Register(
            "failing",
            (_, _, _) => throw new InvalidOperationException("outer \"quoted\"", new FormatException("inner")),
            TimeSpan.FromSeconds(3)
        );
        var result = await _functions.InvokeAsync("failing", default, TestContext.Current.CancellationToken);
        Assert.Equal("Unhandled", result.FunctionError);
        var error = JsonDocument.Parse(result.Payload).RootElement;
        Assert.Equal("InvalidOperationException", error.GetProperty("errorType").GetString());
        Assert.Equal("outer \"quoted\"", error.GetProperty("errorMessage").GetString());
        Assert.StartsWith("at PromptToImage.AwsEmulator.Tests", error.GetProperty("stackTrace")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("FormatException", error.GetProperty("cause").GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task The_only_exception_of_an_aggregate_is_reported()
    {
        _functions.Register("failing", (_, _, _) => throw new AggregateException(new FormatException("inner")), TimeSpan.FromSeconds(3));
        var result = await _functions.InvokeAsync("failing", default, TestContext.Current.CancellationToken);
        Assert.Equal("FormatException", JsonDocument.Parse(result.Payload).RootElement.GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task A_function_that_does_not_end_times_out_and_its_token_is_cancelled()
    {
        var stopped = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        _functions.Register(
            "slow",
            async (_, _, cancellationToken) =>
            {
                cancellationToken.Register(stopped.SetResult);
                started.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, CancellationToken.None);
                return [];
            },
            TimeSpan.FromSeconds(3)
        );
        var call = _functions.InvokeAsync("slow", default, TestContext.Current.CancellationToken);
        await started.Task;
        _time.Advance(TimeSpan.FromSeconds(3));
        var result = await call;
        await stopped.Task;
        var error = JsonDocument.Parse(result.Payload).RootElement;
        Assert.Equal("Sandbox.Timedout", error.GetProperty("errorType").GetString());
        Assert.Matches(
            @"^2026-11-01T12:00:03\.000Z [0-9a-f-]{36} Task timed out after 3\.00 seconds$",
            error.GetProperty("errorMessage").GetString()
        );
    }

    [Fact]
    public async Task Requests_and_responses_over_six_megabytes_are_rejected()
    {
        var exception = await Assert.ThrowsAsync<AwsException>(() =>
            _functions.InvokeAsync("echo", new byte[FunctionRegistry.MaxPayloadBytes + 1], TestContext.Current.CancellationToken)
        );
        Assert.Equal(("RequestTooLargeException", 413), (exception.Code, exception.Status));
        _functions.Register("large", (_, _, _) => Task.FromResult(new byte[FunctionRegistry.MaxPayloadBytes + 1]), TimeSpan.FromSeconds(3));
        var result = await _functions.InvokeAsync("large", default, TestContext.Current.CancellationToken);
        Assert.Contains("Function.ResponseSizeTooLarge", Encoding.UTF8.GetString(result.Payload), StringComparison.Ordinal);
    }
}
