using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.SQS;
using Constructs;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Cdk.Constructs;

/// <summary>The queue that <see cref="HttpApi"/> sends to, and the state machine whose executions it describes.</summary>
public sealed record HttpApiProps
{
    public required PipelineSettings Settings { get; init; }

    public required IQueue Queue { get; init; }

    public required PromptStateMachine StateMachine { get; init; }
}

/// <summary>
/// <c>POST /generate</c> sends to the queue and <c>GET /generate/{id}</c> calls DescribeExecution, both as direct integrations
/// without a function. Each has a key of its own, because a usage plan's quota counts every request of its keys: requests for the
/// status would use up the quota for sending.
/// </summary>
public sealed class HttpApi : Construct
{
    private const string StageName = "v1";

    public HttpApi(Construct scope, string id, HttpApiProps props)
        : base(scope, id)
    {
        var settings = props.Settings;
        var accessLog = new LogGroup(
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
                            Description = "A prompt, as in a message of the queue",
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
        var throttle = new ThrottleSettings { RateLimit = settings.ApiRate, BurstLimit = settings.ApiBurst };
        SendKey = AddKey(
            "Send",
            new ApiKeyOptions { ApiKeyName = settings.Name("send"), Description = "Sends prompts" },
            new UsagePlanProps
            {
                Name = settings.Name("send"),
                Throttle = throttle,
                Quota = new QuotaSettings { Limit = settings.ApiDailyQuota, Period = Period.DAY },
            },
            blocked: status
        );
        StatusKey = AddKey(
            "Status",
            new ApiKeyOptions { ApiKeyName = settings.Name("status"), Description = "Reads the status of prompts" },
            new UsagePlanProps { Name = settings.Name("status"), Throttle = throttle },
            blocked: send
        );
        AcceptFindings(send, status);
    }

    public RestApi Api { get; }

    /// <summary>The key that sends prompts.</summary>
    public IApiKey SendKey { get; }

    /// <summary>The key that reads the status of prompts.</summary>
    public IApiKey StatusKey { get; }

    /// <summary>Adds a key with a usage plan of its own.</summary>
    /// <param name="id">The beginning of the constructs' ids.</param>
    /// <param name="key">The key.</param>
    /// <param name="plan">The usage plan without its stage.</param>
    /// <param name="blocked">The method that the key may not call: a limit of 0 throttles every request.</param>
    private IApiKey AddKey(string id, ApiKeyOptions key, UsagePlanProps plan, Method blocked)
    {
        var added = Api.AddApiKey($"{id}Key", key);
        var usage = Api.AddUsagePlan($"{id}Plan", plan);
        usage.AddApiStage(
            new UsagePlanPerApiStage
            {
                Api = Api,
                Stage = Api.DeploymentStage,
                Throttle =
                [
                    new ThrottlingPerMethod { Method = blocked, Throttle = new ThrottleSettings { RateLimit = 0, BurstLimit = 0 } },
                ],
            }
        );
        usage.AddApiKey(added);
        return added;
    }

    /// <summary>Without it, API Gateway would create the log group itself, without a retention.</summary>
    private void KeepExecutionLog(PipelineSettings settings)
    {
        var log = new LogGroup(
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
                    IntegrationResponses = [Response("202", null, "send-response.vtl"), Response("502", @"[45]\d{2}", "send-failed.vtl")],
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
                            .Replace("@idPattern@", PromptId.Pattern, StringComparison.Ordinal)
                            .Replace("@execution@", stateMachine.ExecutionArn("$name"), StringComparison.Ordinal)
                    ),
                    IntegrationResponses =
                    [
                        Response("200", null, "status-response.vtl"),
                        Response("400", @"4\d{2}", "status-not-found.vtl"),
                        Response("502", @"5\d{2}", "status-failed.vtl"),
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
        var role = new Role(
            this,
            id,
            new RoleProps { AssumedBy = new ServicePrincipal("apigateway.amazonaws.com"), Description = description }
        );
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = [action], Resources = [resource] }));
        return role;
    }

    private static IntegrationResponse Response(string status, string? pattern, string template) =>
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
        const string Reason =
            "Each method requires an API key: the API is for one team's programs, not for the public. A leaked key reads no image. The "
            + "concurrency limit bounds the cost of what it sends, and monthlyBudgetUsd reports it; AWS applies usage plans on a "
            + "best-effort basis. Where callers need identities, set httpApi=false and send to the queue, which IAM guards.";
        foreach (var method in methods)
        {
            Suppression.Accept(method, new Suppression("AwsSolutions-APIG4", Reason), new Suppression("AwsSolutions-COG4", Reason));
        }

        Suppression.Accept(
            Api.DeploymentStage,
            new Suppression(
                "AwsSolutions-APIG3",
                "The gateway rejects requests without a key and bodies that break the schema, and the stage throttles; a web ACL would "
                    + "add a fixed monthly cost and no further protection."
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
