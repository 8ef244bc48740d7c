namespace PromptToImage.Runner.Tests.Processes;

/// <summary>How a run of the program ended, and what it said.</summary>
internal sealed record RunnerOutcome(int ExitCode, string Output, string Errors);
