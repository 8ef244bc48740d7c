using PromptToImage.CommandLine;
using PromptToImage.Contracts;

namespace PromptToImage.Client.Executions;

/// <summary>A prompt to find or to wait for.</summary>
/// <param name="FromAttempt">
/// The first attempt that counts. A redriven prompt has failed before, and its next attempt may not have started.
/// </param>
/// <param name="Message">The message that was sent with that id; null where it is not known.</param>
internal sealed record AwaitedPrompt(string Id, long FromAttempt = 1, string? Message = null)
{
    /// <exception cref="CommandException">The id belongs to another prompt.</exception>
    public void CheckOwns(PromptAttempt found)
    {
        if (Message is not null && found.Message is { } other && other != Message)
        {
            throw new CommandException(
                ExitCode.Failed,
                $"The id '{Id}' belongs to another prompt, so this one becomes a dead letter ({DeadLetterReasons.RequestIdConflict}). "
                    + "Send it with another id."
            );
        }
    }
}
