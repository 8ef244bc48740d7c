namespace PromptToImage.Runner.Tests.Processes;

/// <summary>The exit code and the output of a run of the program.</summary>
internal sealed record RunnerOutcome(int ExitCode, string Output, string Errors);
