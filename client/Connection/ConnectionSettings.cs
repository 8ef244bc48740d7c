namespace PromptToImage.Client.Connection;

/// <summary>Which pipeline to talk to. What is null is not known; what needs it says how to make it known.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>Null for AWS itself.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Null: the AWS SDK finds it in its usual places.</summary>
    public string? Region { get; init; }

    public string? QueueUrl { get; init; }

    /// <summary>Null: the one that the queue's redrive policy names.</summary>
    public string? DeadLetterQueueUrl { get; init; }

    public string? StateMachineArn { get; init; }

    /// <summary>Null: the bucket that an execution's result names.</summary>
    public string? Bucket { get; init; }

    /// <summary>The options that led here, as they go behind a command that is to be typed next; variables need not be said again.</summary>
    public string OptionsToRepeat { get; init; } = "";

    /// <summary>On this machine. Real credentials are never used there, and the runner's names are known.</summary>
    public bool IsLocal => Endpoint?.IsLoopback == true;

    /// <exception cref="ClientException">Not known.</exception>
    public string RequiredQueueUrl => QueueUrl ?? throw Unknown("queue", "SQS_QUEUE_URL", "--queue-url URL");

    /// <exception cref="ClientException">Not known.</exception>
    public string RequiredStateMachineArn =>
        StateMachineArn ?? throw Unknown("state machine", "STATE_MACHINE_ARN", "--state-machine-arn ARN");

    private static ClientException Unknown(string what, string variable, string option)
    {
        return ClientException.WrongUse(
            $"Which {what}? Set {variable}, or pass {option} (the stack's outputs name it), or pass --local for the runner on this machine."
        );
    }
}
