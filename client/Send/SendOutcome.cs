namespace PromptToImage.Client.Send;

/// <summary>What came of one prompt of a file.</summary>
/// <param name="Failure">Null when the queue has it.</param>
/// <param name="IsFatal">The others would fail too: the queue is not there, or refuses everything.</param>
internal sealed record SendOutcome(OutgoingPrompt Prompt, Exception? Failure, bool IsFatal);
