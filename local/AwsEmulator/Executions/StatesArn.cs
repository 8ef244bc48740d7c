using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>Creates and parses the ARNs of Step Functions.</summary>
public static class StatesArn
{
    private static readonly string Prefix = AwsAccount.Arn("states", "");

    public static string ForStateMachine(string name) => $"{Prefix}stateMachine:{name}";

    public static string ForExecution(string stateMachine, string name) => $"{Prefix}execution:{stateMachine}:{name}";

    /// <summary>The name in a state machine's ARN; null for another account or region.</summary>
    /// <exception cref="AwsException">InvalidArn.</exception>
    public static string? StateMachineName(string arn) => Resource(arn, "stateMachine", parts: 1)?[0];

    /// <summary>The names in an execution's ARN; null for another account or region.</summary>
    /// <exception cref="AwsException">InvalidArn.</exception>
    public static (string StateMachine, string Execution)? ExecutionNames(string arn) =>
        Resource(arn, "execution", parts: 2) is [var machine, var execution] ? (machine, execution) : null;

    private static string[]? Resource(string arn, string type, int parts)
    {
        var fields = arn.Split(':');
        if (fields[0] != "arn")
        {
            throw StatesErrors.InvalidArn($"Invalid ARN prefix: {arn}");
        }

        if (fields.Length < 7 || fields[2] != "states")
        {
            throw StatesErrors.InvalidArn($"ARN is not valid for this service: {arn}");
        }

        if (fields[5] != type)
        {
            throw StatesErrors.InvalidArn($"Resource type not valid in this context: {fields[5]}");
        }

        if (fields.Length != 6 + parts || fields[6..].Any(part => part.Length == 0))
        {
            throw StatesErrors.InvalidArn($"Malformed resource: {string.Join(':', fields[5..])}");
        }

        return arn.StartsWith(Prefix, StringComparison.Ordinal) ? fields[6..] : null;
    }
}
