using PromptToImage.CommandLine;

namespace PromptToImage.Client.Connection;

/// <summary>The pipeline to use. A value that is not known is null.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>Null for AWS itself.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Null where the AWS SDK finds the region.</summary>
    public string? Region { get; init; }

    public string? QueueUrl { get; init; }

    /// <summary>Null is the queue in the redrive policy of the prompts' queue.</summary>
    public string? DeadLetterQueueUrl { get; init; }

    public string? StateMachineArn { get; init; }

    /// <summary>Null is the bucket in an execution's result.</summary>
    public string? Bucket { get; init; }

    /// <summary>The given options, to append to a command that the user runs next.</summary>
    public string OptionsToRepeat { get; init; } = "";

    /// <summary>Whether the endpoint is this machine. Real credentials are not used there, and the runner's names are known.</summary>
    public bool IsLocal => Endpoint?.IsLoopback == true;

    /// <exception cref="CommandException">The value is not known.</exception>
    public string RequiredQueueUrl => QueueUrl ?? throw Unknown("queue", "SQS_QUEUE_URL", "--queue-url URL");

    /// <exception cref="CommandException">The value is not known.</exception>
    public string RequiredStateMachineArn =>
        StateMachineArn ?? throw Unknown("state machine", "STATE_MACHINE_ARN", "--state-machine-arn ARN");

    private static CommandException Unknown(string what, string variable, string option)
    {
        return CommandException.WrongUse(
            $"Which {what}? Set {variable}, or pass {option} (see the stack's outputs), or pass --local for the runner on this machine."
        );
    }
}
