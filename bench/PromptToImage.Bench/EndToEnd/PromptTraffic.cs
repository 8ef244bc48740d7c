using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Pipeline;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Bench.EndToEnd;

/// <summary>Sends prompts through the queue's endpoint and waits for the end of each execution.</summary>
internal sealed class PromptTraffic : IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ExecutionStatus>> _waiting = new();
    private readonly AmazonSQSClient _queues;
    private readonly string _queueUrl;
    private readonly IDisposable _subscription;
    private int _number;

    public PromptTraffic(LocalPipeline pipeline)
    {
        _queues = new AmazonSQSClient(
            new BasicAWSCredentials("local", "local"),
            new AmazonSQSConfig { ServiceURL = pipeline.Endpoint.ToString(), AuthenticationRegion = "us-east-1" }
        );
        _queueUrl = pipeline.Resources.QueueUrl;
        _subscription = pipeline.Emulator.Executions.Changes.Subscribe(OnChange);
    }

    /// <summary>Keeps a number of prompts in flight until all have succeeded.</summary>
    /// <returns>The time of each prompt from SendMessage to SUCCEEDED, in milliseconds.</returns>
    public async Task<IReadOnlyList<double>> RunAsync(int prompts, int inFlight)
    {
        ConcurrentBag<double> latencies = [];
        var left = prompts;
        await Task.WhenAll(
            Enumerable
                .Range(0, inFlight)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (Interlocked.Decrement(ref left) >= 0)
                        {
                            latencies.Add(await OneAsync());
                        }
                    })
                )
        );
        return [.. latencies];
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _queues.Dispose();
    }

    private async Task<double> OneAsync()
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"bench-{Interlocked.Increment(ref _number)}");
        var done = _waiting[id] = new TaskCompletionSource<ExecutionStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        var began = Stopwatch.GetTimestamp();
        await _queues.SendMessageAsync(
            new SendMessageRequest { QueueUrl = _queueUrl, MessageBody = $$"""{"id":"{{id}}","prompt":"Me on top of a pyramid"}""" }
        );
        var status = await done.Task;
        return status == ExecutionStatus.Succeeded
            ? Stopwatch.GetElapsedTime(began).TotalMilliseconds
            : throw new InvalidOperationException($"{id} ended {status}.");
    }

    private void OnChange(ExecutionChange change)
    {
        if (change.Execution.Status != ExecutionStatus.Running && _waiting.TryRemove(change.Execution.Name, out var done))
        {
            done.SetResult(change.Execution.Status);
        }
    }
}
