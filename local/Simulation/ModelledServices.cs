using PromptToImage.Contracts;
using PromptToImage.Contracts.Values;
using PromptToImage.Jsonata.Json;
using PromptToImage.Simulation.Exploration;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation;

/// <summary>The responses of the state machine's tasks and their durations, as far as the flow depends on them.</summary>
/// <param name="options">The settings of the simulation.</param>
/// <param name="time">The clock.</param>
/// <param name="random">The source of latencies and errors.</param>
/// <param name="usage">Where requests and durations are added.</param>
internal sealed class ModelledServices(SimulationOptions options, VirtualTime time, Random random, Usage usage)
{
    /// <summary>How long Bedrock takes to throttle a request or to report that it is unavailable.</summary>
    private static readonly TimeSpan FailureLatency = TimeSpan.FromMilliseconds(50);

    private static readonly JsonValue Request = JsonValue.Parse(
        """{"id":"p","prompt":"A croissant","aspectRatio":"1:1","seed":1,"outputFormat":"png","modelId":"stability.stable-image-core-v1:1"}"""
    );
    private static readonly JsonValue Staged = JsonValue.Parse(
        """{"bucket":"b","key":"staging/p","size":1500000,"sha256":"0","contentType":"image/png","seed":1,"modelId":"stability.stable-image-core-v1:1","generatedAt":"2026-01-01T00:00:00Z","latencyMilliseconds":1}"""
    );
    private static readonly JsonValue Stored = JsonValue.Parse(
        """{"bucket":"b","key":"images/2026/01/01/p.png","manifestKey":"images/2026/01/01/p.json","contentType":"image/png","size":1500000,"sha256":"0","width":1024,"height":1024,"storedAt":"2026-01-01T00:00:00Z"}"""
    );
    private static readonly JsonValue Sent = JsonValue.Parse("""{"MessageId":"m","MD5OfMessageBody":"0"}""");

    private readonly CallQuota _quota = new(time);

    public long Throttles { get; private set; }

    /// <summary>Requests that used the model's quota.</summary>
    public long AdmittedCalls { get; private set; }

    /// <summary>The duration of a task and its result.</summary>
    /// <param name="task">The task.</param>
    /// <param name="filtered">Whether the model's content filter blocks the prompt.</param>
    /// <param name="service">Where the duration is added.</param>
    public (TimeSpan Latency, ExecutionEvent Outcome) Answer(Effect.InvokeTask task, bool filtered, ServiceTime service)
    {
        var call = ModelledCall.From(task);
        return call.Role switch
        {
            TaskRole.Validate => (Invoke(FunctionCatalog.Validate, service), call.Succeed(Request)),
            TaskRole.Generate => Generate(call, filtered, service),
            TaskRole.Store => Store(call, service),
            TaskRole.Notify => Notify(call, service),
            _ => SendDeadLetter(call),
        };
    }

    private (TimeSpan Latency, ExecutionEvent Outcome) SendDeadLetter(ModelledCall call)
    {
        usage.QueueRequests++;
        return (options.FunctionLatency.Draw(random), call.Succeed(Sent));
    }

    private (TimeSpan Latency, ExecutionEvent Outcome) Generate(ModelledCall call, bool filtered, ServiceTime service)
    {
        // The list of the staged image costs as much as a write.
        usage.ObjectWrites++;
        if (options.Outages.Any(outage => outage.Includes(time.Elapsed)))
        {
            usage.AddInvocation(FunctionCatalog.Generate, FailureLatency);
            return (FailureLatency, call.Fail(PromptErrorNames.ModelUnavailable, "The model is not available."));
        }

        if (!_quota.TryTake(options.ModelQuotaPerMinute))
        {
            Throttles++;
            usage.AddInvocation(FunctionCatalog.Generate, FailureLatency);
            return (FailureLatency, call.Fail(PromptErrorNames.ModelThrottled, "The model's quota is used up."));
        }

        AdmittedCalls++;
        var latency = options.ModelLatency.Draw(random);
        usage.AddInvocation(FunctionCatalog.Generate, latency);
        service.AddModel(latency);
        if (filtered)
        {
            return (latency, call.Fail(PromptErrorNames.ContentFiltered, "Filter reason: prompt"));
        }

        if (random.NextDouble() < options.ModelErrorRate.Share)
        {
            return (latency, call.Fail(PromptErrorNames.ModelUnavailable, "The model failed."));
        }

        usage.ModelCharges++;
        usage.ObjectWrites++;
        return (latency, call.Succeed(Staged));
    }

    private (TimeSpan Latency, ExecutionEvent Outcome) Store(ModelledCall call, ServiceTime service)
    {
        // The copy and the manifest, and the read of the staged image. Deletions are free.
        usage.ObjectWrites += 2;
        usage.ObjectReads++;
        return (Invoke(FunctionCatalog.Store, service), call.Succeed(Stored));
    }

    private (TimeSpan Latency, ExecutionEvent Outcome) Notify(ModelledCall call, ServiceTime service)
    {
        usage.Notifications++;
        return (Invoke(FunctionCatalog.Notify, service), call.Succeed(JsonValue.Null));
    }

    private TimeSpan Invoke(FunctionDescription function, ServiceTime service)
    {
        var latency = options.FunctionLatency.Draw(random);
        usage.AddInvocation(function, latency);
        service.Add(latency);
        return latency;
    }
}
