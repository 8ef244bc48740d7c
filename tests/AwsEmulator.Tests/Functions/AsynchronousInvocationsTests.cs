using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Tests.Functions;

public sealed class AsynchronousInvocationsTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private readonly FunctionRegistry _functions;
    private readonly AsynchronousInvocations _invocations;
    private readonly ConcurrentQueue<DateTimeOffset> _calls = new();

    public AsynchronousInvocationsTests()
    {
        _functions = new FunctionRegistry(_time, new IdGenerator(new Random(1)));
        _invocations = new AsynchronousInvocations(_functions, _time, NullLogger<AsynchronousInvocations>.Instance);
        _functions.Register(
            "failing",
            (_, _, _) =>
            {
                _calls.Enqueue(_time.GetUtcNow());
                throw new InvalidOperationException();
            },
            TimeSpan.FromSeconds(3)
        );
    }

    public async ValueTask InitializeAsync() => await _invocations.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _invocations.StopAsync(TestContext.Current.CancellationToken);
        _invocations.Dispose();
    }

    [Fact]
    public async Task A_failed_event_is_tried_again_after_one_and_after_two_minutes()
    {
        _invocations.Accept("failing", []);
        await Condition.BecomesTrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            return _calls.Count == 3;
        });
        var calls = _calls.ToArray();
        Assert.True(calls[1] - calls[0] >= TimeSpan.FromMinutes(1));
        Assert.True(calls[2] - calls[1] >= TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Events_above_the_limit_are_rejected_until_others_have_run()
    {
        const int EventBytes = 1024 * 1024;
        var release = new TaskCompletionSource<byte[]>();
        _functions.Register("slow", (_, _, _) => release.Task, TimeSpan.FromSeconds(3));
        for (var bytes = 0; bytes < AsynchronousInvocations.MaxPendingBytes; bytes += EventBytes)
        {
            _invocations.Accept("slow", new byte[EventBytes]);
        }

        var error = Assert.Throws<AwsException>(() => _invocations.Accept("slow", [1]));
        Assert.Equal(("TooManyRequestsException", 429), (error.Code, error.Status));
        release.SetResult("null"u8.ToArray());
        await Condition.BecomesTrueAsync(() => Accepts([1]));
    }

    private bool Accepts(byte[] payload)
    {
        try
        {
            _invocations.Accept("slow", payload);
            return true;
        }
        catch (AwsException)
        {
            return false;
        }
    }
}
