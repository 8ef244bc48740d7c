namespace PromptToImage.AwsEmulator.Rules;

/// <summary>An EventBridge rule, https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html.</summary>
public sealed record RuleDefinition
{
    public required string Name { get; init; }

    /// <summary>JSON, https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html; null for a schedule.</summary>
    public string? EventPattern { get; init; }

    /// <summary>A time of each day, such as <c>cron(5 0 * * ? *)</c>; null for none.</summary>
    public string? ScheduleExpression { get; init; }

    public bool IsEnabled { get; init; } = true;

    public required IReadOnlyList<RuleTarget> Targets { get; init; }
}

/// <summary>A target of a rule, https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html.</summary>
public sealed record RuleTarget
{
    /// <summary>Unique among the targets of a rule.</summary>
    public required string Id { get; init; }

    /// <summary>The ARN of a function, a queue or a topic.</summary>
    public required string Arn { get; init; }

    /// <summary>JSON that replaces the event; null for none. At most one of the three inputs is given.</summary>
    public string? Input { get; init; }

    /// <summary>The path of the part of the event that the target receives; null for the whole event.</summary>
    public string? InputPath { get; init; }

    /// <summary>Makes the input from parts of the event; null for none.</summary>
    public InputTransformer? InputTransformer { get; init; }

    /// <summary>How often a delivery that failed is repeated: 0 to 185.</summary>
    public int MaximumRetryAttempts { get; init; } = 185;

    /// <summary>The age at which an event is no longer delivered: one minute to a day.</summary>
    public TimeSpan MaximumEventAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The ARN of the queue that receives events that could not be delivered; null for none.</summary>
    public string? DeadLetterQueue { get; init; }
}

/// <summary>
/// Makes a target's input from parts of the event, https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html.
/// </summary>
/// <param name="InputPathsMap">Paths in the event by the name of a variable.</param>
/// <param name="InputTemplate">A text with variables as <c>&lt;name&gt;</c>.</param>
public sealed record InputTransformer(IReadOnlyDictionary<string, string> InputPathsMap, string InputTemplate);
