using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>Runs a task with the integration that its Resource names.</summary>
public sealed partial class TaskIntegrations(IReadOnlyList<ITaskIntegration> integrations, ILogger<TaskIntegrations> logger)
{
    /// <summary>Whether a task can have this Resource.</summary>
    public bool Offers(TaskResource resource) => Find(resource) is not null;

    [SuppressMessage("Design", "CA1031", Justification = "An unexpected failure fails the task, not the program.")]
    public async Task<TaskOutcome> RunAsync(TaskCall call, CancellationToken cancellationToken)
    {
        if (Find(call.Resource) is not { } integration)
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
            if (e is not AwsException)
            {
                LogFailure(e, call.Resource.Arn);
            }

            return TaskOutcome.Failed(ErrorNames.TaskFailed, AwsErrors.From(e).Message);
        }
    }

    private ITaskIntegration? Find(TaskResource resource) => integrations.FirstOrDefault(candidate => candidate.Accepts(resource));

    [LoggerMessage(LogLevel.Error, "The task {resource} failed on this machine, not in the service that it calls.")]
    private partial void LogFailure(Exception exception, string resource);
}
