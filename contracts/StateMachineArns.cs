namespace PromptToImage.Contracts;

/// <summary>Derives ARNs from the ARN of a state machine, which may end with an alias or a version.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/execution-alias-version-associate.html</remarks>
public static class StateMachineArns
{
    // arn:partition:states:region:account:stateMachine:name, then optionally an alias or a version.
    private const int UnqualifiedParts = 7;

    /// <summary>The alias through which a deployment's executions start.</summary>
    public const string LiveAlias = "live";

    /// <summary>The ARN of a state machine.</summary>
    public static string Create(string partition, string region, string account, string name) =>
        $"arn:{partition}:states:{region}:{account}:stateMachine:{name}";

    /// <summary>
    /// The ARN without alias and version. Listing by this ARN returns the executions of all versions; listing by an alias returns only
    /// those that the alias started.
    /// </summary>
    public static string Unqualified(string arn) => string.Join(':', arn.Split(':').Take(UnqualifiedParts));

    /// <summary>The ARN of an execution, which contains the state machine's name but neither alias nor version.</summary>
    /// <param name="arn">The state machine, an alias or a version.</param>
    /// <param name="name">The execution's name.</param>
    public static string ForExecution(string arn, string name) =>
        $"{Unqualified(arn).Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";
}
