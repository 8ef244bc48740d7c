namespace PromptToImage.Bench.Interpreting;

/// <summary>The speed of an interpreter. Other processes affect the elapsed time more than the processor time.</summary>
/// <param name="PerSecond">Executions per second of elapsed time.</param>
/// <param name="PerProcessorSecond">Executions per second of processor time.</param>
/// <param name="AllocatedBytes">Allocated bytes per execution; 0 where unknown.</param>
internal sealed record InterpreterSpeed(double PerSecond, double PerProcessorSecond, double AllocatedBytes = 0);
