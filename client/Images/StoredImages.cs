using PromptToImage.Client.Commands;
using PromptToImage.Client.Executions;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Client.Images;

/// <summary>Finds the stored image of a prompt.</summary>
internal sealed class StoredImages(CommandContext context)
{
    /// <returns>Null where there is no image.</returns>
    public async Task<StoredImage?> FindAsync(PromptAttempt execution, CancellationToken cancellationToken)
    {
        if (execution.Stored is { } stored || !execution.HasFailed)
        {
            return execution.Stored;
        }
        // When only Notify failed, the image is stored. A failed execution has no output, but its history has.
        var history = await context.Executions.ReadHistoryAsync(execution.Arn, cancellationToken);
        return history
            .Where(entry => entry.StateExitedEventDetails?.Name == StateNames.Store)
            .Select(entry => PromptAttempt.Parse(entry.StateExitedEventDetails.Output)?.Stored)
            .LastOrDefault(image => image is not null);
    }
}
