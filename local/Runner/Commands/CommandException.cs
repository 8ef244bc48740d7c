namespace PromptToImage.Runner.Commands;

/// <summary>A command cannot go on for a reason that its user can mend; the message is the one line that says so.</summary>
internal sealed class CommandException(string message, Exception? inner = null) : Exception(message, inner);
