using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.Deployment.Resources;

/// <summary>All resource types that a template can have. Any other is an error.</summary>
internal static class ResourceTypes
{
    private const string RestApi = "The REST API is not interpreted: the host has its own implementation.";

    public static IReadOnlyDictionary<string, ResourceType> All { get; } =
        new ResourceType[]
        {
            new Topic(),
            new Subscription(),
            new TopicPolicy(),
            new Queue(),
            new QueuePolicy(),
            new Bucket(),
            new BucketPolicy(),
            new Role(),
            new Policy(),
            new Function(),
            new FunctionVersion(),
            new FunctionPermission(),
            new SourceMapping(),
            new InvokeConfig(),
            new Alarm(),
            new Rule(),
            new StateMachine(),
            new StateMachineVersion(),
            new StateMachineAlias(),
            new NoEffectType(
                "AWS::Logs::LogGroup",
                "There is no CloudWatch Logs: the functions' output is a file of bounded size.",
                "LogGroupName",
                ("Arn", group => AwsAccount.Arn("logs", $"log-group:{group}:*"))
            ),
            new NoEffectType("AWS::CloudWatch::Dashboard", "There is no CloudWatch console.", "DashboardName"),
            new NoEffectType("AWS::ApiGateway::RestApi", RestApi, null, ("RootResourceId", api => $"{api}-root")),
            new NoEffectType("AWS::ApiGateway::Resource", RestApi),
            new NoEffectType("AWS::ApiGateway::Method", RestApi),
            new NoEffectType("AWS::ApiGateway::Model", RestApi),
            new NoEffectType("AWS::ApiGateway::RequestValidator", RestApi),
            new NoEffectType("AWS::ApiGateway::Deployment", RestApi),
            new NoEffectType("AWS::ApiGateway::Stage", RestApi, "StageName"),
            new NoEffectType("AWS::ApiGateway::Account", RestApi),
            new NoEffectType("AWS::ApiGateway::ApiKey", "Requests on loopback need no key.", null, ("APIKeyId", key => key)),
            new NoEffectType("AWS::ApiGateway::UsagePlan", "Requests on loopback are not metered."),
            new NoEffectType("AWS::ApiGateway::UsagePlanKey", "Requests on loopback are not metered."),
        }.ToDictionary(type => type.Name);
}
