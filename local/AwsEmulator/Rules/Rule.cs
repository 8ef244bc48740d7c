using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Rules.Patterns;

namespace PromptToImage.AwsEmulator.Rules;

/// <summary>A checked rule with what is parsed once.</summary>
internal sealed class Rule
{
    private const string FunctionArn = "arn:aws:lambda:";

    private readonly Dictionary<string, TargetInput> _inputs;

    /// <exception cref="AwsException">InvalidEventPatternException, ValidationException.</exception>
    public Rule(RuleDefinition definition)
    {
        Definition = definition;
        if (definition is { EventPattern: null, ScheduleExpression: null })
        {
            throw RuleErrors.Invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }

        Pattern = definition.EventPattern is { } pattern ? EventPattern.Parse(pattern) : null;
        Schedule = definition.ScheduleExpression is { } schedule ? DailySchedule.Parse(schedule) : null;
        if (definition.Targets.DistinctBy(target => target.Id).Count() < definition.Targets.Count)
        {
            throw RuleErrors.Invalid($"The rule {definition.Name} has two targets with the same id.");
        }

        foreach (var target in definition.Targets)
        {
            Check(target);
        }

        _inputs = definition.Targets.ToDictionary(target => target.Id, target => TargetInput.For(definition, target));
    }

    public RuleDefinition Definition { get; }

    /// <summary>Selects events; null for none.</summary>
    public EventPattern? Pattern { get; }

    /// <summary>When the rule makes an event; null for never.</summary>
    public DailySchedule? Schedule { get; }

    public string Arn => AwsAccount.Arn("events", "rule/" + Definition.Name);

    /// <summary>EventBridge, as it acts for this rule.</summary>
    public Caller Caller => new ServicePrincipal("events.amazonaws.com", Arn);

    public static bool IsFunction(string arn) => arn.StartsWith(FunctionArn, StringComparison.Ordinal);

    /// <summary>A target by its id, or null.</summary>
    public RuleTarget? Target(string id) => Definition.Targets.FirstOrDefault(target => target.Id == id);

    public TargetInput InputFor(RuleTarget target) => _inputs[target.Id];

    private static void Check(RuleTarget target)
    {
        if (!IsFunction(target.Arn) && !Destinations.IsArn(target.Arn))
        {
            throw RuleErrors.Invalid($"Only functions, queues and topics can be targets, not {target.Arn}.");
        }

        if (target.DeadLetterQueue is { } queue && !QueueService.IsArn(queue))
        {
            throw RuleErrors.Invalid($"Only a queue can be the dead-letter queue of a target, not {queue}.");
        }

        if (
            target.MaximumRetryAttempts is < 0 or > 185
            || target.MaximumEventAge < TimeSpan.FromMinutes(1)
            || target.MaximumEventAge > TimeSpan.FromDays(1)
        )
        {
            throw RuleErrors.Invalid($"The retry policy of target {target.Id} must have 0 to 185 attempts and an age of 60 to 86400 seconds.");
        }
    }
}
