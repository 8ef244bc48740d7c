using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Integrations;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// How Lambda handles the asynchronous invocations of a function, with Lambda's defaults,
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html.
/// </summary>
public sealed record EventInvokeConfig
{
    public static EventInvokeConfig Default { get; } = new();

    /// <summary>How often an invocation that failed is repeated: 0 to 2.</summary>
    public int MaximumRetryAttempts { get; init; } = 2;

    /// <summary>The age at which an event is dropped: one minute to six hours.</summary>
    public TimeSpan MaximumEventAge { get; init; } = TimeSpan.FromHours(6);

    /// <summary>The ARN of the queue or topic that receives a record of each invocation that succeeded; null for none.</summary>
    public string? OnSuccess { get; init; }

    /// <summary>The ARN of the queue or topic that receives a record of each event that is dropped; null for none.</summary>
    public string? OnFailure { get; init; }

    /// <exception cref="AwsException">InvalidParameterValueException.</exception>
    internal void Check()
    {
        if (MaximumRetryAttempts is < 0 or > 2)
        {
            throw FunctionErrors.InvalidParameter("MaximumRetryAttempts must be between 0 and 2.");
        }

        if (MaximumEventAge < TimeSpan.FromMinutes(1) || MaximumEventAge > TimeSpan.FromHours(6))
        {
            throw FunctionErrors.InvalidParameter("MaximumEventAgeInSeconds must be between 60 and 21600.");
        }

        if (new[] { OnSuccess, OnFailure }.OfType<string>().FirstOrDefault(arn => !Destinations.IsArn(arn)) is { } other)
        {
            throw FunctionErrors.InvalidParameter($"Only queues and topics can be destinations on this machine, not {other}.");
        }
    }
}
