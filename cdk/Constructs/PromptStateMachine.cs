using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.SQS;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;
using PromptToImage.Contracts;

namespace PromptToImage.Cdk.Constructs;

/// <summary>The definition of a <see cref="PromptStateMachine"/> and the resources that its states use.</summary>
public sealed record PromptStateMachineProps
{
    public required PipelineSettings Settings { get; init; }

    /// <summary>The text of <c>statemachine/prompt-to-image.asl.json</c>.</summary>
    public required string Definition { get; init; }

    public required PipelineFunction Validate { get; init; }

    public required PipelineFunction Generate { get; init; }

    public required PipelineFunction Store { get; init; }

    public required PipelineFunction Notify { get; init; }

    public required IQueue DeadLetters { get; init; }
}

/// <summary>
/// The state machine from its definition file, with its role. Its definition names versions of the functions, so that a running
/// execution finishes on the code that it began with.
/// </summary>
public sealed class PromptStateMachine : Construct
{
    private readonly string _name;

    public PromptStateMachine(Construct scope, string id, PromptStateMachineProps props)
        : base(scope, id)
    {
        var settings = props.Settings;
        _name = settings.Name();
        PipelineFunction[] functions = [props.Validate, props.Generate, props.Store, props.Notify];
        var role = new Role(
            this,
            "Role",
            new RoleProps { AssumedBy = new ServicePrincipal("states.amazonaws.com"), Description = $"The permissions of {settings.Name()}" }
        );
        role.AddToPolicy(
            new PolicyStatement(
                new PolicyStatementProps
                {
                    Actions = ["lambda:InvokeFunction"],
                    // Any version, because running executions use those of earlier deployments.
                    Resources = [.. functions.Select(function => $"{function.Function.FunctionArn}:*")],
                }
            )
        );
        role.AddToPolicy(
            new PolicyStatement(new PolicyStatementProps { Actions = ["sqs:SendMessage"], Resources = [props.DeadLetters.QueueArn] })
        );
        Machine = new StateMachine(
            this,
            "Machine",
            new StateMachineProps
            {
                StateMachineName = settings.Name(),
                StateMachineType = StateMachineType.STANDARD,
                DefinitionBody = DefinitionBody.FromString(props.Definition),
                DefinitionSubstitutions = new Dictionary<string, string>
                {
                    [StateMachinePlaceholders.ValidateFunctionArn] = props.Validate.Version.FunctionArn,
                    [StateMachinePlaceholders.GenerateFunctionArn] = props.Generate.Version.FunctionArn,
                    [StateMachinePlaceholders.StoreFunctionArn] = props.Store.Version.FunctionArn,
                    [StateMachinePlaceholders.NotifyFunctionArn] = props.Notify.Version.FunctionArn,
                    [StateMachinePlaceholders.DeadLetterQueueUrl] = props.DeadLetters.QueueUrl,
                },
                Role = role,
                TracingEnabled = true,
                Logs = new LogOptions
                {
                    Level = LogLevel.ALL,
                    // No execution data: prompts are personal text. The execution's history has them, behind its own permission.
                    IncludeExecutionData = false,
                    Destination = new LogGroup(
                        this,
                        "Log",
                        new LogGroupProps
                        {
                            // With this name CloudWatch Logs needs no resource policy, whose size is limited.
                            LogGroupName = $"/aws/vendedlogs/states/{settings.Name()}",
                            Retention = settings.LogRetention,
                            RemovalPolicy = RemovalPolicy.DESTROY,
                        }
                    ),
                },
            }
        );
        Suppression.Accept(
            role.Node.FindChild("DefaultPolicy"),
            new Suppression(
                "AwsSolutions-IAM5",
                "The log delivery and X-Ray actions of Step Functions support no resource-level permissions; functions and queue are "
                    + "named by ARN.",
                "Resource::*"
            ),
            new Suppression(
                "AwsSolutions-IAM5",
                "The wildcard stands for the version: executions that began before a deployment invoke the versions that they began with.",
                ".Arn>:*"
            )
        );
        role.MustPrecede(Machine);
    }

    public StateMachine Machine { get; }

    /// <summary>The reason for the wildcard of <see cref="ExecutionArns"/>.</summary>
    public Suppression AnyExecution =>
        new(
            "AwsSolutions-IAM5",
            "An execution's name is the prompt's id, which a deployment does not know; the ARN is limited to executions of this machine.",
            $":execution:{_name}:*"
        );

    /// <summary>The ARN pattern of all executions of this state machine.</summary>
    public string ExecutionArns => ExecutionArn("*");

    /// <summary>Built from the name, so that resources that the state machine depends on can refer to its executions.</summary>
    public string ExecutionArn(string name) =>
        Stack
            .Of(this)
            .FormatArn(
                new ArnComponents
                {
                    Service = "states",
                    Resource = "execution",
                    ResourceName = $"{_name}:{name}",
                    ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
                }
            );
}
