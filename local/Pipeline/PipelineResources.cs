using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Contracts;
using PromptToImage.Deployment;

namespace PromptToImage.Pipeline;

/// <summary>The deployed resources that programs on this machine use, as the outputs of the stack name them.</summary>
/// <param name="QueueUrl">The queue of prompts.</param>
/// <param name="DeadLetterQueueUrl">The queue of prompts that failed.</param>
/// <param name="StateMachineArn">Without a version or an alias.</param>
/// <param name="Bucket">The name of the bucket of images.</param>
/// <param name="SendRole">The session of the role with which the HTTP API sends prompts.</param>
/// <param name="StatusRole">The session of the role with which the HTTP API reads the status of prompts.</param>
public sealed record PipelineResources(
    string QueueUrl,
    string DeadLetterQueueUrl,
    string StateMachineArn,
    string Bucket,
    RoleSession SendRole,
    RoleSession StatusRole
)
{
    /// <summary>The alarm on the age of the oldest message.</summary>
    public static string QueueAgeAlarm { get; } = DeploymentNames.For("queue-age");

    /// <summary>The name of the queue of prompts.</summary>
    public string Queue => QueueService.NameFrom(QueueUrl);

    /// <summary>The name of the queue of prompts that failed.</summary>
    public string DeadLetterQueue => QueueService.NameFrom(DeadLetterQueueUrl);

    /// <summary>The name of the state machine.</summary>
    public string StateMachine => StateMachineArn[(StateMachineArn.LastIndexOf(':') + 1)..];

    internal static PipelineResources From(Stack stack, LocalTemplate template) =>
        new(
            stack.Outputs[nameof(QueueUrl)],
            stack.Outputs[nameof(DeadLetterQueueUrl)],
            stack.Outputs[nameof(StateMachineArn)],
            stack.Outputs["BucketName"],
            ApiRole(stack, template, "POST"),
            ApiRole(stack, template, "GET")
        );

    // API Gateway's name of its sessions.
    private static RoleSession ApiRole(Stack stack, LocalTemplate template, string method) =>
        new(
            stack.Evaluate(template.Properties("AWS::ApiGateway::Method", "HttpMethod", method)["Integration"]!["Credentials"]!),
            "BackplaneAssumeRoleSession"
        );
}
