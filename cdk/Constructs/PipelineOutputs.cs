using Amazon.CDK;
using Constructs;

namespace PromptToImage.Cdk.Constructs;

public sealed record PipelineOutputsProps
{
    public required PipelineSettings Settings { get; init; }

    public required PromptQueue Queue { get; init; }

    public required PromptStateMachine StateMachine { get; init; }

    public required ImageBucket Bucket { get; init; }

    /// <summary>The HTTP API; null where it is not deployed.</summary>
    public HttpApi? Api { get; init; }
}

/// <summary>The stack's outputs: addresses for senders and operators.</summary>
public sealed class PipelineOutputs : Construct
{
    public PipelineOutputs(Construct scope, string id, PipelineOutputsProps props)
        : base(scope, id)
    {
        var machine = props.StateMachine.Machine.StateMachineArn;
        Tell("QueueUrl", "Send prompts here", props.Queue.Intake.QueueUrl);
        Tell("DeadLetterQueueUrl", "Prompts that failed", props.Queue.DeadLetters.QueueUrl);
        Tell("StateMachineArn", "What runs the prompts", machine);
        Tell("StateMachineConsole", "Its page in the console", ConsoleLink.ToStateMachine(machine));
        Tell("BucketName", "Where the images are", props.Bucket.Bucket.BucketName);
        Tell("KeyPrefix", "Where in the bucket", $"{props.Settings.KeyPrefix}images/");
        // The construct of the API adds the output ApiUrl itself.
        if (props.Api is { } api)
        {
            Tell(
                "ApiKeyCommand",
                "Prints the API key",
                $"aws apigateway get-api-key --include-value --query value --output text --api-key {api.Key.KeyId}"
            );
        }
    }

    private void Tell(string name, string description, string value)
    {
        CfnOutput output = new(this, name, new CfnOutputProps { Description = description, Value = value });
        output.OverrideLogicalId(name);
    }
}
