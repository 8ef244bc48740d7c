using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Topics;

namespace PromptToImage.Pipeline;

/// <summary>The names and ARNs of the pipeline's resources on this machine.</summary>
public static class PipelineNames
{
    public const string Queue = "prompt-to-image";

    public const string DeadLetterQueue = "prompt-to-image-dead-letters";

    public const string Bucket = "prompt-to-image";

    public const string StateMachine = "prompt-to-image";

    public const string ResultsTopic = "prompt-to-image-results";

    public const string AlertsTopic = "prompt-to-image-alerts";

    public const string QueueAgeAlarm = "prompt-to-image-queue-age";

    public static string StateMachineArn { get; } = AwsAccount.Arn("states", $"stateMachine:{StateMachine}");

    public static string ResultsTopicArn { get; } = TopicService.ArnOf(ResultsTopic);

    public static string AlertsTopicArn { get; } = TopicService.ArnOf(AlertsTopic);

    /// <param name="step">start, validate, generate, store or notify.</param>
    public static string Function(string step) => $"prompt-to-image-{step}";

    public static string FunctionArn(string step) => AwsAccount.Arn("lambda", $"function:{Function(step)}");
}
