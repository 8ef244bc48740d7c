using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.Deployment.Resources;

/// <summary>All resource types that a template can have. Any other is an error.</summary>
internal static class ResourceTypes
{
    private const string RestApi = "The REST API is not interpreted: the host has its own implementation.";

    public static IReadOnlyDictionary<string, ResourceType> All { get; } =
        new ResourceType[]
        {
            new TopicResource(),
            new SubscriptionResource(),
            new TopicPolicyResource(),
            new QueueResource(),
            new QueuePolicyResource(),
            new BucketResource(),
            new BucketPolicyResource(),
            new RoleResource(),
            new PolicyResource(),
            new FunctionResource(),
            new FunctionVersionResource(),
            new FunctionPermissionResource(),
            new EventSourceMappingResource(),
            new EventInvokeConfigResource(),
            new AlarmResource(),
            new RuleResource(),
            new StateMachineResource(),
            new StateMachineVersionResource(),
            new StateMachineAliasResource(),
            new NoEffectResource(
                "AWS::Logs::LogGroup",
                "There is no CloudWatch Logs: the functions' output is a file of bounded size.",
                "LogGroupName",
                ("Arn", group => AwsAccount.Arn("logs", $"log-group:{group}:*"))
            ),
            new NoEffectResource("AWS::CloudWatch::Dashboard", "There is no CloudWatch console.", "DashboardName"),
            new NoEffectResource("AWS::ApiGateway::RestApi", RestApi, null, ("RootResourceId", api => $"{api}-root")),
            new NoEffectResource("AWS::ApiGateway::Resource", RestApi),
            new NoEffectResource("AWS::ApiGateway::Method", RestApi),
            new NoEffectResource("AWS::ApiGateway::Model", RestApi),
            new NoEffectResource("AWS::ApiGateway::RequestValidator", RestApi),
            new NoEffectResource("AWS::ApiGateway::Deployment", RestApi),
            new NoEffectResource("AWS::ApiGateway::Stage", RestApi, "StageName"),
            new NoEffectResource("AWS::ApiGateway::Account", RestApi),
            new NoEffectResource("AWS::ApiGateway::ApiKey", "Requests on loopback need no key.", null, ("APIKeyId", key => key)),
            new NoEffectResource("AWS::ApiGateway::UsagePlan", "Requests on loopback are not metered."),
            new NoEffectResource("AWS::ApiGateway::UsagePlanKey", "Requests on loopback are not metered."),
        }.ToDictionary(type => type.Name);
}
