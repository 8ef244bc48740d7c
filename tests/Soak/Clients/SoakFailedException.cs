namespace PromptToImage.Soak.Clients;

/// <summary>The run cannot continue. What led to it is in the observations.</summary>
internal sealed class SoakFailedException(string message) : Exception(message);
