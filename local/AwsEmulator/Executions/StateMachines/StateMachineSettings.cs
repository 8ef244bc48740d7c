namespace PromptToImage.AwsEmulator.Executions.StateMachines;

/// <summary>What a state machine carries that has no effect on one machine, each as the JSON text that was sent.</summary>
/// <param name="Logging">A loggingConfiguration object.</param>
/// <param name="Tracing">A tracingConfiguration object.</param>
public sealed record StateMachineSettings(string Logging, string Tracing)
{
    /// <summary>What AWS says of a state machine for which nothing was asked.</summary>
    public static readonly StateMachineSettings Default = new("""{"level":"OFF","includeExecutionData":false}""", """{"enabled":false}""");
}
