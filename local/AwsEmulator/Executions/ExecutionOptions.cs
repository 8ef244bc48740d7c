namespace PromptToImage.AwsEmulator.Executions;

/// <summary>Settings of Step Functions, and its quotas.</summary>
public sealed record ExecutionOptions
{
    /// <summary>
    /// Makes an execution's title, for lists and search, from its input (JSON text); null for no title. A title is truncated to
    /// <see cref="MaxTitleLength"/> characters.
    /// </summary>
    public Func<string, string?> Title { get; init; } = static _ => null;

    /// <summary>
    /// The first delay before a change is stored again after the storage failed. Each further one is twice as long. Default 250 ms.
    /// </summary>
    public TimeSpan StorageRetryDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest delay before a change is stored again. Default 5 s.</summary>
    public TimeSpan MaxStorageRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The time after its end in which an execution can be redriven: 14 days, as on AWS.</summary>
    public static readonly TimeSpan RedrivablePeriod = TimeSpan.FromDays(14);

    /// <summary>The longest time that an execution can run: one year, as on AWS.</summary>
    public static readonly TimeSpan MaxExecutionTime = TimeSpan.FromDays(365);

    public const int MaxTitleLength = 200;

    /// <summary>The limit of an execution's input, a task's output and a state's data, in bytes of UTF-8.</summary>
    public const int MaxDataBytes = 262_144;
}
