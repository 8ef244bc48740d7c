using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>A service integration that a Task state's Resource can name.</summary>
public interface ITaskIntegration
{
    bool Accepts(TaskResource resource);

    /// <summary>
    /// Makes an attempt. An error of the service is an outcome, not an exception. After a restart, the same call is made again if the
    /// history does not contain its outcome.
    /// </summary>
    Task<TaskOutcome> RunAsync(TaskCall call, CancellationToken cancellationToken);
}
