namespace PromptToImage.Bench.Interpreting;

/// <summary>Executions in a second of the clock, and in a second of processor time, which other work on the machine hardly touches.</summary>
/// <param name="AllocatedBytes">For one execution; 0 where it is not known.</param>
internal sealed record InterpreterSpeed(double PerSecond, double PerProcessorSecond, double AllocatedBytes = 0);
