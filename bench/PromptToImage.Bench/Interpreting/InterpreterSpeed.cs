namespace PromptToImage.Bench.Interpreting;

/// <summary>Executions per second of elapsed time, and per second of processor time, which other processes hardly affect.</summary>
/// <param name="AllocatedBytes">Allocated bytes per execution; 0 where unknown.</param>
internal sealed record InterpreterSpeed(double PerSecond, double PerProcessorSecond, double AllocatedBytes = 0);
