using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Functions;
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

    public static string StateMachineArn { get; } = StatesArn.ForStateMachine(StateMachine);

    public static string ResultsTopicArn { get; } = TopicService.ArnFor(ResultsTopic);

    public static string AlertsTopicArn { get; } = TopicService.ArnFor(AlertsTopic);

    /// <param name="step">start, validate, generate, store or notify.</param>
    public static string Function(string step) => $"prompt-to-image-{step}";

    /// <param name="name">The name in docs/operations.md.</param>
    public static string Alarm(string name) => $"prompt-to-image-{name}";

    public static string FunctionArn(string step) => RegisteredFunction.ArnFor(Function(step));
}
