using Amazon.CDK;
using Constructs;
using PromptToImage.Contracts;

namespace PromptToImage.Cdk.Constructs;

/// <summary>The resources whose addresses <see cref="PipelineOutputs"/> exports.</summary>
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
        Add("QueueUrl", "Send prompts here", props.Queue.Intake.QueueUrl);
        Add("DeadLetterQueueUrl", "Prompts that failed", props.Queue.DeadLetters.QueueUrl);
        Add("StateMachineArn", "The state machine that processes prompts", machine);
        Add("StateMachineConsole", "The state machine's page in the console", ConsoleUrls.ForStateMachine(Aws.REGION, machine));
        Add("BucketName", "The bucket of the images", props.Bucket.Bucket.BucketName);
        Add("KeyPrefix", "The folder of the images in the bucket", $"{props.Settings.KeyPrefix}{ObjectFolders.Images}/");
        // The construct of the API adds the output ApiUrl itself.
        if (props.Api is { } api)
        {
            Add("SendKeyCommand", "Prints the API key that sends prompts", PrintKey(api.SendKey.KeyId));
            Add("StatusKeyCommand", "Prints the API key that reads the status", PrintKey(api.StatusKey.KeyId));
        }
    }

    private static string PrintKey(string id) =>
        $"aws apigateway get-api-key --include-value --query value --output text --api-key {id}";

    private void Add(string name, string description, string value)
    {
        var output = new CfnOutput(this, name, new CfnOutputProps { Description = description, Value = value });
        output.OverrideLogicalId(name);
    }
}
