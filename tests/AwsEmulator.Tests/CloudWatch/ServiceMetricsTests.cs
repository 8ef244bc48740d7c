using PromptToImage.AwsEmulator.CloudWatch;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Tests.Executions;
using PromptToImage.CloudWatchModel;

namespace PromptToImage.AwsEmulator.Tests.CloudWatch;

/// <summary>The services report their metrics under AWS's names and dimensions.</summary>
public sealed class ServiceMetricsTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private Emulator _emulator = null!;

    public async ValueTask InitializeAsync() =>
        _emulator = await Emulator.StartAsync(
            new EmulatorOptions
            {
                DataFolder = _folder.Path,
                Port = 0,
                TimeProvider = _time,
            },
            TestContext.Current.CancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_invocation_of_a_function_counts_as_invocation_and_perhaps_as_error()
    {
        var fails = false;
        _emulator.Functions.Register(
            "work",
            (_, _, _) =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(250));
                return fails ? throw new InvalidOperationException() : Task.FromResult("{}"u8.ToArray());
            },
            TimeSpan.FromSeconds(3)
        );
        await _emulator.Functions.InvokeAsync("work", "{}"u8.ToArray(), TestContext.Current.CancellationToken);
        fails = true;
        await _emulator.Functions.InvokeAsync("work", "{}"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal(new StatisticSet(2, 2, 1, 1), Read("AWS/Lambda", "Invocations", "FunctionName", "work"));
        Assert.Equal(new StatisticSet(2, 1, 0, 1), Read("AWS/Lambda", "Errors", "FunctionName", "work"));
        Assert.Equal(250, Read("AWS/Lambda", "Duration", "FunctionName", "work")!.Value.Maximum);
    }

    [Fact]
    public async Task An_execution_counts_when_it_starts_and_by_how_it_ends()
    {
        const string Fails = """{ "StartAt": "F", "States": { "F": { "Type": "Fail", "Error": "Broken" } } }""";
        var machine = await _emulator.Executions.StateMachines.DeployAsync("machine", Fails, StatesMachine.RoleArn);
        for (var i = 0; i < 2; i++)
        {
            var execution = await _emulator.Executions.StartAsync(machine.Arn, null, "{}");
            await _emulator.Executions.WaitAsync(execution.Arn, TestContext.Current.CancellationToken);
        }

        await Condition.BecomesTrueAsync(() => Read("AWS/States", "ExecutionsFailed", "StateMachineArn", machine.Arn)?.Sum == 2);
        Assert.Equal(2, Read("AWS/States", "ExecutionsStarted", "StateMachineArn", machine.Arn)!.Value.Sum);
        Assert.Null(Read("AWS/States", "ExecutionsSucceeded", "StateMachineArn", machine.Arn));
    }

    [Fact]
    public async Task A_queue_is_sampled_when_the_alarms_are_evaluated()
    {
        await _emulator.Queues.ProvisionAsync("work", new Dictionary<string, string>());
        await _emulator.Queues.SendAsync("work", new OutgoingMessage("one"));
        await _emulator.Queues.SendAsync("work", new OutgoingMessage("two"));
        await _emulator.Queues.ReceiveAsync("work", new ReceiveRequest(), TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(7));
        await _emulator.Alarms.EvaluateAsync();
        Assert.Equal(7, Read("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", "work")!.Value.Maximum);
        Assert.Equal(1, Read("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "work")!.Value.Maximum);
        Assert.Equal(1, Read("AWS/SQS", "ApproximateNumberOfMessagesNotVisible", "QueueName", "work")!.Value.Maximum);
        Assert.Equal(0, Read("AWS/SQS", "ApproximateNumberOfMessagesDelayed", "QueueName", "work")!.Value.Maximum);
    }

    [Fact]
    public void A_metric_that_a_function_logs_has_its_own_time_and_dimensions()
    {
        var embedded = new EmbeddedMetrics(_emulator.Metrics);
        var later = _time.GetUtcNow().AddMinutes(10);
        embedded.Record(
            $$$"""{"_aws":{"Timestamp":{{{later.ToUnixTimeMilliseconds()}}},"CloudWatchMetrics":[{"Namespace":"Work","Dimensions":[["FunctionName"],["FunctionName","Kind"]],"Metrics":[{"Name":"HeldAge","Unit":"Seconds"},{"Name":"Sizes"}]}]},"FunctionName":"worker","Kind":"large","HeldAge":300,"Sizes":[1,2]}"""
        );
        embedded.Record("not a metric");
        Assert.Null(Read("Work", "HeldAge", "FunctionName", "worker"));
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(StatisticSet.From(300), Read("Work", "HeldAge", "FunctionName", "worker"));
        Assert.Equal(new StatisticSet(2, 3, 1, 2), Read("Work", "Sizes", "FunctionName", "worker"));
        var both = new Dictionary<string, string> { ["FunctionName"] = "worker", ["Kind"] = "large" };
        Assert.Equal(300, Read(new MetricId("Work", "HeldAge", both))!.Value.Maximum);
    }

    private StatisticSet? Read(string metricNamespace, string name, string dimension, string value) =>
        Read(new MetricId(metricNamespace, name, dimension, value));

    private StatisticSet? Read(MetricId metric)
    {
        var now = _time.GetUtcNow();
        return _emulator.Metrics.Read(metric, now - TimeSpan.FromMinutes(1), now + TimeSpan.FromSeconds(1));
    }
}
