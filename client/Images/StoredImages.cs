using PromptToImage.Client.Commands;
using PromptToImage.Client.Executions;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Client.Images;

/// <summary>Finds out where a prompt's image is.</summary>
internal sealed class StoredImages(Session session)
{
    /// <returns>Null when there is no image.</returns>
    public async Task<StoredImage?> FindAsync(PromptExecution execution, CancellationToken stop)
    {
        if (execution.Stored is { } stored || !execution.HasFailed)
        {
            return execution.Stored;
        }
        // When only Notify failed, the image is there all the same; a failed execution has no output, but its history has.
        var history = await session.Executions.ReadHistoryAsync(execution.Arn, stop);
        return history
            .Where(entry => entry.StateExitedEventDetails?.Name == StateNames.Store)
            .Select(entry => PromptExecution.Parse(entry.StateExitedEventDetails.Output)?.Stored)
            .LastOrDefault(image => image is not null);
    }
}
