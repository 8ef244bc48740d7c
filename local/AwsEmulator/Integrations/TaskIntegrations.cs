using System.Diagnostics.CodeAnalysis;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>Runs a task with the integration that its Resource names.</summary>
public sealed class TaskIntegrations(IReadOnlyList<ITaskIntegration> integrations)
{
    [SuppressMessage("Design", "CA1031", Justification = "An unexpected failure fails the task, not the program.")]
    public async Task<TaskOutcome> RunAsync(TaskCall call, CancellationToken cancellationToken)
    {
        if (integrations.FirstOrDefault(candidate => candidate.Accepts(call.Resource)) is not { } integration)
        {
            return TaskOutcome.Failed(ErrorNames.Runtime, $"The resource '{call.Resource.Arn}' is not offered on this machine.");
        }

        try
        {
            return await integration.RunAsync(call, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            return TaskOutcome.Failed(ErrorNames.TaskFailed, AwsErrors.From(e).Message);
        }
    }
}
