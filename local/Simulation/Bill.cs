using PromptToImage.Contracts;

namespace PromptToImage.Simulation;

/// <summary>
/// AWS's list prices for us-west-2 in November 2026, without free tiers, and the quantities of docs/cost.md: https://aws.amazon.com/step-functions/pricing/,
/// https://aws.amazon.com/lambda/pricing/, https://aws.amazon.com/sqs/pricing/, https://aws.amazon.com/s3/pricing/,
/// https://aws.amazon.com/sns/pricing/, https://aws.amazon.com/cloudwatch/pricing/, https://aws.amazon.com/xray/pricing/. The price of an image is in <c>contracts/ModelPrices.cs</c>.
/// </summary>
public static class Bill
{
    /// <summary>The item of the model.</summary>
    public const string ImagesName = "Bedrock images";

    private const decimal UsdPerStateTransition = 0.025m / 1_000;
    private const decimal UsdPerInvocation = 0.20m / 1_000_000;
    private const decimal UsdPerGigabyteSecond = 0.0000166667m;
    private const decimal UsdPerQueueRequest = 0.40m / 1_000_000;
    private const decimal UsdPerObjectWrite = 0.005m / 1_000;
    private const decimal UsdPerObjectRead = 0.0004m / 1_000;
    private const decimal UsdPerStoredGigabyte = 0.023m;
    private const decimal UsdPerNotification = 0.50m / 1_000_000;
    private const decimal UsdPerEmail = 2m / 100_000;
    private const decimal UsdPerLogGigabyte = 0.50m;
    private const decimal UsdPerTrace = 5m / 1_000_000;
    private const decimal UsdPerAlarm = 0.10m;
    private const decimal UsdPerMetric = 0.30m;
    private const decimal UsdPerDashboard = 3m;

    private const double GigabytesPerImage = 0.0015;
    private const double LogGigabytesPerExecution = 0.00002;
    private const int AlarmMetrics = 11;
    private const int Metrics = 8;
    private const int Dashboards = 1;
    private const int EmptyReceives = 657_000;

    /// <summary>The cost of a month without any prompt.</summary>
    public static IReadOnlyList<BillItem> EveryMonth { get; } =
        [
            new("CloudWatch alarms", AlarmMetrics, "alarm metrics", AlarmMetrics * UsdPerAlarm),
            new("CloudWatch metrics", Metrics, "metrics", Metrics * UsdPerMetric),
            new("CloudWatch dashboard", Dashboards, "dashboard", Dashboards * UsdPerDashboard),
            new("SQS, empty queue", EmptyReceives, "requests", EmptyReceives * UsdPerQueueRequest),
        ];

    /// <param name="usage">The requests and durations to charge.</param>
    /// <param name="usdPerImage">The price of one image in US dollars.</param>
    public static IReadOnlyList<BillItem> Estimate(Usage usage, decimal usdPerImage) =>
        [
            new(ImagesName, usage.ModelCharges, "images", usage.ModelCharges * usdPerImage),
            new("Step Functions", usage.StateTransitions, "transitions", usage.StateTransitions * UsdPerStateTransition),
            new("Lambda requests", usage.Invocations, "requests", usage.Invocations * UsdPerInvocation),
            new(
                "Lambda duration",
                usage.GigabyteSeconds,
                "GB-s",
                (decimal)usage.GigabyteSeconds * UsdPerGigabyteSecond
            ),
            new("SQS", usage.QueueRequests, "requests", usage.QueueRequests * UsdPerQueueRequest),
            new("S3 writes and lists", usage.ObjectWrites, "requests", usage.ObjectWrites * UsdPerObjectWrite),
            new("S3 reads", usage.ObjectReads, "requests", usage.ObjectReads * UsdPerObjectRead),
            PerGigabyte("S3, kept for a month", usage.ModelCharges * GigabytesPerImage, UsdPerStoredGigabyte),
            new("SNS", usage.Notifications, "messages", usage.Notifications * UsdPerNotification),
            new("SNS e-mails", usage.Notifications, "e-mails", usage.Notifications * UsdPerEmail),
            PerGigabyte("CloudWatch Logs", usage.Executions * LogGigabytesPerExecution, UsdPerLogGigabyte),
            new("X-Ray", usage.Executions, "traces", usage.Executions * UsdPerTrace),
        ];

    private static BillItem PerGigabyte(string what, double gigabytes, decimal price) => new(what, gigabytes, "GB", (decimal)gigabytes * price);
}

/// <summary>One line of the estimated bill.</summary>
public sealed record BillItem(string What, double Quantity, string Unit, decimal Usd);

/// <summary>The quantities of a simulation for which AWS charges.</summary>
public sealed class Usage
{
    /// <summary>Images that the model charged for.</summary>
    public long ModelCharges { get; set; }

    public long StateTransitions { get; set; }

    public long Invocations { get; set; }

    /// <summary>The duration of all invocations, multiplied by the memory of their functions.</summary>
    public double GigabyteSeconds { get; set; }

    public long QueueRequests { get; set; }

    /// <summary>Writes and lists, which have one price.</summary>
    public long ObjectWrites { get; set; }

    public long ObjectReads { get; set; }

    public long Executions { get; set; }

    public long Notifications { get; set; }

    /// <summary>Adds the duration of an invocation.</summary>
    public void AddInvocation(FunctionDescription function, TimeSpan duration)
    {
        Invocations++;
        GigabyteSeconds += duration.TotalSeconds * function.MemoryMiB / 1024;
    }
}
