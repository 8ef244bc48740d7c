namespace PromptToImage.AwsEmulator.Executions;

/// <summary>What the execution of state machines leaves to its owner.</summary>
public sealed record ExecutionOptions
{
    /// <summary>
    /// A few words about an execution from its input (JSON text), for lists and search; null for none. Cut after
    /// <see cref="MaxTitleLength"/> characters.
    /// </summary>
    public Func<string, string?> Title { get; init; } = static _ => null;

    /// <summary>The function that is told of executions that ended where no Catch could help; null for none.</summary>
    public string? StatusRuleTarget { get; init; }

    /// <summary>How long to wait before a step is stored again after the disk refused it. Default 1 s.</summary>
    public TimeSpan StorageRetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an execution can be redriven after its end: 14 days, as on AWS.</summary>
    public static readonly TimeSpan RedrivablePeriod = TimeSpan.FromDays(14);

    /// <summary>How long an execution can be open: a year, as on AWS.</summary>
    public static readonly TimeSpan LongestExecution = TimeSpan.FromDays(365);

    public const int MaxTitleLength = 200;

    /// <summary>Bytes of UTF-8 that an execution's input, a task's output or a state's data may have.</summary>
    public const int MaxDataBytes = 262_144;
}
