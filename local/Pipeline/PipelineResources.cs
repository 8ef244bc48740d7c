using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Contracts;
using PromptToImage.Deployment;

namespace PromptToImage.Pipeline;

/// <summary>The deployed resources that programs on this machine use, as the outputs of the stack name them.</summary>
/// <param name="QueueUrl">The queue of prompts.</param>
/// <param name="DeadLetterQueueUrl">The queue of prompts that failed.</param>
/// <param name="StateMachineArn">Without a version or an alias.</param>
/// <param name="Bucket">The name of the bucket of images.</param>
public sealed record PipelineResources(string QueueUrl, string DeadLetterQueueUrl, string StateMachineArn, string Bucket)
{
    /// <summary>The alarm on the age of the oldest message.</summary>
    public static string QueueAgeAlarm { get; } = DeploymentNames.For("queue-age");

    /// <summary>The name of the queue of prompts.</summary>
    public string Queue => QueueService.NameFrom(QueueUrl);

    /// <summary>The name of the queue of prompts that failed.</summary>
    public string DeadLetterQueue => QueueService.NameFrom(DeadLetterQueueUrl);

    /// <summary>The name of the state machine.</summary>
    public string StateMachine => StateMachineArn[(StateMachineArn.LastIndexOf(':') + 1)..];

    internal static PipelineResources From(Stack stack) =>
        new(
            stack.Outputs[nameof(QueueUrl)],
            stack.Outputs[nameof(DeadLetterQueueUrl)],
            stack.Outputs[nameof(StateMachineArn)],
            stack.Outputs["BucketName"]
        );
}
