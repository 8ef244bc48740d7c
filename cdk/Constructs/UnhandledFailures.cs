using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Cdk.Constructs;

/// <summary>The state machine that <see cref="UnhandledFailures"/> watches, and where its failures go.</summary>
public sealed record UnhandledFailuresProps
{
    public required PipelineSettings Settings { get; init; }

    public required IStateMachine Machine { get; init; }

    public required PipelineFunction Notify { get; init; }

    public required IQueue DeadLetters { get; init; }
}

/// <summary>
/// Handles executions that end without passing the dead-letter branch: TIMED_OUT, or FAILED with an error that no Catch can
/// match. Notify dead-letters and reports them. If it fails three times, the event becomes a dead letter. Executions that a person
/// stopped (ABORTED), or that failed in the branch, are not matched.
/// </summary>
public sealed class UnhandledFailures : Construct
{
    public UnhandledFailures(Construct scope, string id, UnhandledFailuresProps props)
        : base(scope, id)
    {
        _ = new Rule(
            this,
            "Rule",
            new RuleProps
            {
                RuleName = props.Settings.Name("unhandled"),
                Description = "Executions that ended without passing the dead-letter branch",
                EventPattern = new EventPattern
                {
                    Source = ["aws.states"],
                    DetailType = ["Step Functions Execution Status Change"],
                    Detail = new Dictionary<string, object>
                    {
                        ["stateMachineArn"] = Exactly(props.Machine.StateMachineArn),
                        ["$or"] = new object[]
                        {
                            new Dictionary<string, object> { ["status"] = Exactly(ExecutionStatuses.TimedOut) },
                            new Dictionary<string, object> { ["status"] = Exactly(ExecutionStatuses.Failed), ["error"] = UnhandledEnds.Errors.ToArray() },
                        },
                    },
                },
                Targets =
                [
                    new Amazon.CDK.AWS.Events.Targets.LambdaFunction(
                        props.Notify.Function,
                        new Amazon.CDK.AWS.Events.Targets.LambdaFunctionProps
                        {
                            // Notify looks up the rest. An event may lack a field, which the transformer would pass as empty text.
                            Event = RuleTargetInput.FromObject(
                                new Dictionary<string, object>
                                {
                                    ["outcome"] = Outcome.Unhandled,
                                    ["executionArn"] = EventField.FromPath("$.detail.executionArn"),
                                    ["status"] = EventField.FromPath("$.detail.status"),
                                }
                            ),
                            RetryAttempts = 185,
                            MaxEventAge = Duration.Hours(24),
                            DeadLetterQueue = props.DeadLetters,
                        }
                    ),
                ],
            }
        );
        // The rule invokes asynchronously: EventBridge has delivered the event when Lambda has accepted it. Notify's role may send to the
        // queue already, so that the grants of the CDK's own destination are not needed.
        _ = new CfnEventInvokeConfig(
            this,
            "Invocation",
            new CfnEventInvokeConfigProps
            {
                FunctionName = props.Notify.Function.FunctionName,
                Qualifier = "$LATEST",
                MaximumRetryAttempts = 2,
                MaximumEventAgeInSeconds = Duration.Hours(6).ToSeconds(),
                DestinationConfig = new CfnEventInvokeConfig.DestinationConfigProperty
                {
                    OnFailure = new CfnEventInvokeConfig.OnFailureProperty { Destination = props.DeadLetters.QueueArn },
                },
            }
        );
    }

    private static string[] Exactly(string value) => [value];
}
