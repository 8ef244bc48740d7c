using PromptToImage.Contracts;

namespace PromptToImage.Simulation;

/// <summary>
/// AWS's list prices for us-west-2 in November 2026, without free tiers: https://aws.amazon.com/step-functions/pricing/,
/// https://aws.amazon.com/lambda/pricing/, https://aws.amazon.com/sqs/pricing/, https://aws.amazon.com/s3/pricing/,
/// https://aws.amazon.com/sns/pricing/. The price of an image is in <c>contracts/ModelPrices.cs</c>.
/// </summary>
public static class Bill
{
    private const decimal UsdPerStateTransition = 0.025m / 1_000;
    private const decimal UsdPerInvocation = 0.20m / 1_000_000;
    private const decimal UsdPerGigabyteSecond = 0.0000166667m;
    private const decimal UsdPerQueueRequest = 0.40m / 1_000_000;
    private const decimal UsdPerObjectWrite = 0.005m / 1_000;
    private const decimal UsdPerNotification = 0.50m / 1_000_000;

    /// <param name="usage">The requests and durations to charge.</param>
    /// <param name="usdPerImage">The price of one image in US dollars.</param>
    public static IReadOnlyList<BillItem> Estimate(Usage usage, decimal usdPerImage) =>
        [
            new("Bedrock images", usage.ModelCharges, "images", usage.ModelCharges * usdPerImage),
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
            new("SNS", usage.Notifications, "messages", usage.Notifications * UsdPerNotification),
        ];
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

    public long Notifications { get; set; }

    /// <summary>Adds the duration of an invocation.</summary>
    public void AddInvocation(FunctionDescription function, TimeSpan duration)
    {
        Invocations++;
        GigabyteSeconds += duration.TotalSeconds * function.MemoryMiB / 1024;
    }
}
