namespace PromptToImage.AwsEmulator.Executions.StateMachines;

/// <summary>Settings of a state machine that have no effect on one machine, as the JSON texts that were sent.</summary>
/// <param name="Logging">A loggingConfiguration object.</param>
/// <param name="Tracing">A tracingConfiguration object.</param>
public sealed record StateMachineSettings(string Logging, string Tracing)
{
    /// <summary>The values that AWS returns if none were sent.</summary>
    public static readonly StateMachineSettings Default = new("""{"level":"OFF","includeExecutionData":false}""", """{"enabled":false}""");
}
