using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Rules;
using PromptToImage.Deployment.Templates;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::Events::Rule</c>: a rule on events or on a time of the day, with its targets.</summary>
internal sealed class RuleResource() : ResourceType("AWS::Events::Rule", "Arn")
{
    public override async Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.AcceptWithoutEffect("Description");
        var rule = new RuleDefinition
        {
            Name = request.NameFrom("Name"),
            EventPattern = properties.Json("EventPattern") is null ? null : properties.JsonText("EventPattern"),
            ScheduleExpression = properties.OptionalText("ScheduleExpression"),
            IsEnabled = properties.OptionalText("State") switch
            {
                null or "ENABLED" => true,
                "DISABLED" => false,
                var state => throw new TemplateException($"State is {state}, not ENABLED or DISABLED."),
            },
            Targets = [.. properties.Objects("Targets").Select(ReadTarget)],
        };
        await request.Emulator.Rules.PutAsync(rule);
        return new DeployedResource(rule.Name)
        {
            Attributes = new Dictionary<string, string> { ["Arn"] = AwsAccount.Arn("events", $"rule/{rule.Name}") },
        };
    }

    public override Task DeleteAsync(string physicalId, Emulator emulator) => emulator.Rules.DeleteAsync(physicalId);

    private static RuleTarget ReadTarget(Properties target)
    {
        var defaults = new RuleTarget { Id = target.Text("Id"), Arn = target.Text("Arn") };
        var retry = target.Object("RetryPolicy");
        var transformer = target.Object("InputTransformer");
        return defaults with
        {
            Input = target.OptionalText("Input"),
            InputPath = target.OptionalText("InputPath"),
            InputTransformer = transformer is null
                ? null
                : new InputTransformer(transformer.Map("InputPathsMap"), transformer.Text("InputTemplate")),
            MaximumRetryAttempts = retry?.OptionalNumber("MaximumRetryAttempts") ?? defaults.MaximumRetryAttempts,
            MaximumEventAge = Seconds(retry?.OptionalNumber("MaximumEventAgeInSeconds")) ?? defaults.MaximumEventAge,
            DeadLetterQueue = target.Object("DeadLetterConfig")?.OptionalText("Arn"),
        };
    }

    private static TimeSpan? Seconds(int? number) => number is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
