using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>Something that a Task state's Resource can name.</summary>
public interface ITaskIntegration
{
    bool Accepts(TaskResource resource);

    /// <summary>
    /// Makes the attempt. A refusal by the service is an outcome, never an exception. After a restart the same call
    /// is made again when its outcome had not reached the history.
    /// </summary>
    Task<TaskOutcome> RunAsync(TaskCall call, CancellationToken cancellationToken);
}
