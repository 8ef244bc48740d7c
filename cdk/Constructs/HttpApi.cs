using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace PromptToImage.Cdk.Constructs;

public sealed record HttpApiProps
{
    public required PipelineSettings Settings { get; init; }

    public required IQueue Queue { get; init; }

    public required PromptStateMachine StateMachine { get; init; }
}

/// <summary>
/// <c>POST /generate</c> sends to the queue and <c>GET /generate/{id}</c> calls DescribeExecution, both as direct integrations
/// without a function. Both require an API key.
/// </summary>
public sealed class HttpApi : Construct
{
    private const string StageName = "v1";

    public HttpApi(Construct scope, string id, HttpApiProps props)
        : base(scope, id)
    {
        var settings = props.Settings;
        LogGroup accessLog = new(
            this,
            "AccessLog",
            new LogGroupProps
            {
                LogGroupName = $"/aws/apigateway/{settings.Name()}",
                Retention = settings.LogRetention,
                RemovalPolicy = RemovalPolicy.DESTROY,
            }
        );
        Api = new RestApi(
            this,
            "Api",
            new RestApiProps
            {
                RestApiName = settings.Name(),
                Description = "Accepts prompts and reports their status",
                EndpointTypes = [EndpointType.REGIONAL],
                CloudWatchRole = true,
                DeployOptions = new StageOptions
                {
                    StageName = StageName,
                    AccessLogDestination = new LogGroupLogDestination(accessLog),
                    AccessLogFormat = AccessLogFormat.JsonWithStandardFields(),
                    LoggingLevel = MethodLoggingLevel.ERROR,
                    // Data tracing would log requests and responses, including prompts.
                    DataTraceEnabled = false,
                    MetricsEnabled = true,
                    TracingEnabled = true,
                    ThrottlingRateLimit = settings.ApiRate,
                    ThrottlingBurstLimit = settings.ApiBurst,
                },
            }
        );
        ((CfnOutput)Api.Node.FindChild("Endpoint")).OverrideLogicalId("ApiUrl");
        KeepExecutionLog(settings);
        var validator = Api.AddRequestValidator(
            "Validator",
            new RequestValidatorOptions { ValidateRequestBody = true, ValidateRequestParameters = true }
        );
        var generate = Api.Root.AddResource("generate");
        var send = generate.AddMethod(
            "POST",
            SendMessage(props.Queue),
            new MethodOptions
            {
                ApiKeyRequired = true,
                RequestValidator = validator,
                RequestModels = new Dictionary<string, IModel>
                {
                    ["application/json"] = Api.AddModel(
                        "Prompt",
                        new ModelOptions
                        {
                            ContentType = "application/json",
                            Description = "A prompt, as the queue takes it",
                            Schema = PromptSchema.Create(),
                        }
                    ),
                },
                MethodResponses = Responses("202", "502"),
            }
        );
        var status = generate
            .AddResource("{id}")
            .AddMethod(
                "GET",
                DescribeExecution(props.StateMachine),
                new MethodOptions
                {
                    ApiKeyRequired = true,
                    RequestValidator = validator,
                    RequestParameters = new Dictionary<string, bool>
                    {
                        ["method.request.path.id"] = true,
                        ["method.request.querystring.attempt"] = false,
                    },
                    MethodResponses = Responses("200", "400", "502"),
                }
            );
        Key = Api.AddApiKey(
            "Key",
            new ApiKeyOptions { ApiKeyName = settings.Name(), Description = "Sends prompts, asks for their status" }
        );
        var plan = Api.AddUsagePlan(
            "Plan",
            new UsagePlanProps
            {
                Name = settings.Name(),
                Throttle = new ThrottleSettings { RateLimit = settings.ApiRate, BurstLimit = settings.ApiBurst },
                Quota = new QuotaSettings { Limit = settings.ApiDailyQuota, Period = Period.DAY },
                ApiStages = [new UsagePlanPerApiStage { Api = Api, Stage = Api.DeploymentStage }],
            }
        );
        plan.AddApiKey(Key);
        AcceptFindings(send, status);
    }

    public RestApi Api { get; }

    public IApiKey Key { get; }

    /// <summary>Without it, API Gateway would create the log group itself, without a retention.</summary>
    private void KeepExecutionLog(PipelineSettings settings)
    {
        LogGroup log = new(
            this,
            "ExecutionLog",
            new LogGroupProps
            {
                LogGroupName = $"API-Gateway-Execution-Logs_{Api.RestApiId}/{StageName}",
                Retention = settings.LogRetention,
                RemovalPolicy = RemovalPolicy.DESTROY,
            }
        );
        Api.DeploymentStage.Node.AddDependency(log);
    }

    private AwsIntegration SendMessage(IQueue queue) =>
        new(
            new AwsIntegrationProps
            {
                Service = "sqs",
                Path = $"{Stack.Of(this).Account}/{queue.QueueName}",
                IntegrationHttpMethod = "POST",
                Options = new IntegrationOptions
                {
                    CredentialsRole = Caller("SendRole", "Sends prompts into the queue", "sqs:SendMessage", queue.QueueArn),
                    PassthroughBehavior = PassthroughBehavior.NEVER,
                    RequestParameters = new Dictionary<string, string>
                    {
                        ["integration.request.header.Content-Type"] = "'application/x-www-form-urlencoded'",
                    },
                    RequestTemplates = Json(MappingTemplate.Read("send-request.vtl")),
                    IntegrationResponses = [Answer("202", null, "send-answer.vtl"), Answer("502", @"[45]\d{2}", "send-failed.vtl")],
                },
            }
        );

    private AwsIntegration DescribeExecution(PromptStateMachine stateMachine) =>
        new(
            new AwsIntegrationProps
            {
                Service = "states",
                Action = "DescribeExecution",
                IntegrationHttpMethod = "POST",
                Options = new IntegrationOptions
                {
                    CredentialsRole = StatusRole(stateMachine),
                    PassthroughBehavior = PassthroughBehavior.NEVER,
                    RequestTemplates = Json(
                        MappingTemplate
                            .Read("status-request.vtl")
                            .Replace("@execution@", stateMachine.ExecutionArn("$name"), StringComparison.Ordinal)
                    ),
                    IntegrationResponses =
                    [
                        Answer("200", null, "status-answer.vtl"),
                        Answer("400", @"4\d{2}", "status-not-found.vtl"),
                        Answer("502", @"5\d{2}", "status-failed.vtl"),
                    ],
                },
            }
        );

    private Role StatusRole(PromptStateMachine stateMachine)
    {
        var role = Caller("StatusRole", "Looks up executions", "states:DescribeExecution", stateMachine.ExecutionArns);
        Suppression.Accept(role.Node.FindChild("DefaultPolicy"), stateMachine.AnyExecution);
        return role;
    }

    /// <summary>Each method has its own role with one action on one resource.</summary>
    private Role Caller(string id, string description, string action, string resource)
    {
        Role role = new(
            this,
            id,
            new RoleProps { AssumedBy = new ServicePrincipal("apigateway.amazonaws.com"), Description = description }
        );
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = [action], Resources = [resource] }));
        return role;
    }

    private static IntegrationResponse Answer(string status, string? pattern, string template) =>
        new()
        {
            StatusCode = status,
            SelectionPattern = pattern,
            ResponseTemplates = Json(MappingTemplate.Read(template)),
        };

    private static MethodResponse[] Responses(params string[] statuses) =>
        [.. statuses.Select(status => new MethodResponse { StatusCode = status })];

    private static Dictionary<string, string> Json(string template) => new() { ["application/json"] = template };

    private void AcceptFindings(params ReadOnlySpan<Method> methods)
    {
        const string Key =
            "Each method asks for an API key: this is a door for one team's programs, not for the public. The usage plan bounds "
            + "what a leaked key can do to a day's quota of prompts, and it reads no image. Who needs identities sets httpApi=false and "
            + "sends to the queue, which IAM guards.";
        foreach (var method in methods)
        {
            Suppression.Accept(method, new Suppression("AwsSolutions-APIG4", Key), new Suppression("AwsSolutions-COG4", Key));
        }

        Suppression.Accept(
            Api.DeploymentStage,
            new Suppression(
                "AwsSolutions-APIG3",
                "Requests without a key never pass the gateway, bodies are held to a schema, the stage and the plan throttle; a web ACL "
                    + "would add a fixed monthly cost and nothing that these do not."
            )
        );
        Suppression.Accept(
            Api.Node.FindChild("CloudWatchRole"),
            new Suppression(
                "AwsSolutions-IAM4",
                "API Gateway accepts for its account-wide log role only what this managed policy of its own grants; it writes logs and "
                    + "reads nothing else.",
                "service-role/AmazonAPIGatewayPushToCloudWatchLogs"
            )
        );
    }
}
