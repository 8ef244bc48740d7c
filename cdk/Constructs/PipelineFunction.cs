using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Constructs;
using PromptToImage.Contracts;
using Metric = Amazon.CDK.AWS.CloudWatch.Metric;

namespace PromptToImage.Cdk.Constructs;

/// <summary>The description, code and environment of a <see cref="PipelineFunction"/>.</summary>
public sealed record PipelineFunctionProps
{
    public required PipelineSettings Settings { get; init; }

    public required FunctionDescription Function { get; init; }

    public required string Description { get; init; }

    /// <summary>The published package, which contains all functions.</summary>
    public required Code Code { get; init; }

    /// <summary>The environment variables, by <see cref="SettingNames"/>.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }
}

/// <summary>A Lambda function with its own role and log group. The stack grants the role's permissions.</summary>
public sealed class PipelineFunction : Construct
{
    /// <summary>Lambda's managed .NET 10 runtime, which this version of the CDK does not define.</summary>
    private static readonly Runtime DotNet10 = new("dotnet10", RuntimeFamily.DOTNET_CORE);

    public PipelineFunction(Construct scope, string id, PipelineFunctionProps props)
        : base(scope, id)
    {
        var settings = props.Settings;
        var name = settings.Name(props.Function.Name);
        var log = new LogGroup(
            this,
            "Log",
            new LogGroupProps
            {
                LogGroupName = $"/aws/lambda/{name}",
                Retention = settings.LogRetention,
                RemovalPolicy = RemovalPolicy.DESTROY,
            }
        );
        Role = new Role(
            this,
            "Role",
            new RoleProps { AssumedBy = new ServicePrincipal("lambda.amazonaws.com"), Description = $"The permissions of {name}" }
        );
        log.GrantWrite(Role);
        Function = new Function(
            this,
            "Function",
            new FunctionProps
            {
                FunctionName = name,
                Description = props.Description,
                Runtime = DotNet10,
                Architecture = settings.Architecture == FunctionArchitecture.Arm64 ? Architecture.ARM_64 : Architecture.X86_64,
                Handler = props.Function.Handler,
                Code = props.Code,
                Role = Role,
                MemorySize = props.Function.MemoryMiB,
                Timeout = Duration.Seconds(props.Function.Timeout.TotalSeconds),
                Tracing = Tracing.ACTIVE,
                LogGroup = log,
                LoggingFormat = LoggingFormat.JSON,
                Environment = props.Environment.ToDictionary(),
                // The id of the version contains a hash of the function's code and configuration, so that each change publishes one.
                // Running executions may still invoke the old version, so CloudFormation keeps it; see release/prune-versions.mjs.
                CurrentVersionOptions = new VersionOptions { RemovalPolicy = RemovalPolicy.RETAIN },
            }
        );
        Role.MustPrecede(Function);
        Version = Function.CurrentVersion;
    }

    public Function Function { get; }

    /// <summary>The version that this deployment publishes.</summary>
    public IVersion Version { get; }

    public Role Role { get; }

    /// <summary>Accepts the wildcards in this role's policy: X-Ray's, which every function needs, and the given ones.</summary>
    public void AcceptWildcards(params IEnumerable<Suppression> findings) =>
        Suppression.Accept(
            Role.Node.FindChild("DefaultPolicy"),
            [
                new(
                    "AwsSolutions-IAM5",
                    "xray:PutTraceSegments and xray:PutTelemetryRecords support no resource-level permissions; no other action here has "
                        + "this resource.",
                    "Resource::*"
                ),
                .. findings,
            ]
        );

    /// <summary>A metric that this function writes in the embedded metric format.</summary>
    /// <param name="name">The metric, from <see cref="MetricNames"/>.</param>
    /// <param name="statistic">For example <c>Sum</c> or <c>p95</c>.</param>
    /// <param name="period">The period of the statistic.</param>
    /// <param name="label">The label in a graph; null for CloudWatch's own.</param>
    public Metric Metric(string name, string statistic, Duration period, string? label = null) =>
        new(
            new MetricProps
            {
                Namespace = MetricNames.Namespace,
                MetricName = name,
                DimensionsMap = new Dictionary<string, string> { [MetricNames.Dimension] = Function.FunctionName },
                Statistic = statistic,
                Period = period,
                Label = label,
            }
        );

    public void Allow(string action, params string[] resources) => Allow([action], resources);

    public void Allow(string[] actions, params string[] resources) =>
        Role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = actions, Resources = resources }));
}
