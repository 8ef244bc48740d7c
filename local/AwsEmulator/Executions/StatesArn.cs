using System.Globalization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>Creates and parses the ARNs of Step Functions.</summary>
public static class StatesArn
{
    private static readonly string Prefix = AwsAccount.Arn("states", "");

    public static string ForStateMachine(string name) => $"{Prefix}stateMachine:{name}";

    /// <summary>The ARN of a version of a state machine.</summary>
    public static string ForVersion(string stateMachine, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{ForStateMachine(stateMachine)}:{version}");

    /// <summary>The ARN of an alias of a state machine.</summary>
    public static string ForAlias(string stateMachine, string alias) => $"{ForStateMachine(stateMachine)}:{alias}";

    public static string ForExecution(string stateMachine, string name) => $"{Prefix}execution:{stateMachine}:{name}";

    /// <summary>
    /// The name of a state machine with its version number or alias, in an ARN with or without them; null for another account or region.
    /// </summary>
    /// <exception cref="AwsException">InvalidArn.</exception>
    internal static QualifiedName? QualifiedName(string arn) =>
        Resource(arn, "stateMachine", 1, 2) switch
        {
            null => null,
            [var name] => new QualifiedName(name, null, null),
            var parts => int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? new QualifiedName(parts[0], version, null)
                : new QualifiedName(parts[0], null, parts[1]),
        };

    /// <summary>The names in an execution's ARN; null for another account or region.</summary>
    /// <exception cref="AwsException">InvalidArn.</exception>
    public static (string StateMachine, string Execution)? ExecutionNames(string arn) =>
        Resource(arn, "execution", 2, 2) is [var machine, var execution] ? (machine, execution) : null;

    private static string[]? Resource(string arn, string type, int minParts, int maxParts)
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

        if (fields.Length < 6 + minParts || fields.Length > 6 + maxParts || fields[6..].Any(part => part.Length == 0))
        {
            throw StatesErrors.InvalidArn($"Malformed resource: {string.Join(':', fields[5..])}");
        }

        return arn.StartsWith(Prefix, StringComparison.Ordinal) ? fields[6..] : null;
    }
}

/// <summary>The resource that a state machine's ARN names: the state machine, one of its versions, or one of its aliases.</summary>
internal readonly record struct QualifiedName(string StateMachine, int? Version, string? Alias)
{
    public bool IsQualified => Version is not null || Alias is not null;
}
