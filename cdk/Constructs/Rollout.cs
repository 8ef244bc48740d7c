using Amazon.CDK;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;
using PromptToImage.Contracts;

namespace PromptToImage.Cdk.Constructs;

/// <summary>
/// Publishes a version of the state machine and moves the alias to it: first a share of the new executions, then all. CloudFormation
/// moves the alias back, and rolls the stack back, if an alarm is raised in between. An execution keeps the version it began with.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachinealias.html
/// </remarks>
public sealed class Rollout : Construct
{
    /// <summary>The alarms that stop a rollout, by their names without prefix. CloudWatch regards an alarm that does not exist as OK.</summary>
    private static readonly string[] Alarms = ["executions-failed", "start-errors"];

    public Rollout(Construct scope, string id, PipelineSettings settings, StateMachine machine)
        : base(scope, id)
    {
        var version = new CfnStateMachineVersion(
            this,
            "Version",
            new CfnStateMachineVersionProps
            {
                StateMachineArn = machine.StateMachineArn,
                // Changes with the definition, and so with the functions' versions in it. A changed revision publishes a version.
                StateMachineRevisionId = machine.StateMachineRevisionId,
            }
        );
        // Kept for a rollback by hand; see release/prune-versions.mjs.
        version.ApplyRemovalPolicy(RemovalPolicy.RETAIN);
        _ = new CfnStateMachineAlias(
            this,
            "Alias",
            new CfnStateMachineAliasProps
            {
                Name = StateMachineArns.LiveAlias,
                Description = "The version that Start starts",
                DeploymentPreference = Preference(settings, version.AttrArn),
            }
        );
    }

    private static CfnStateMachineAlias.DeploymentPreferenceProperty Preference(PipelineSettings settings, string version) =>
        settings.RolloutPercent == 100
            ? new() { StateMachineVersionArn = version, Type = "ALL_AT_ONCE" }
            : new()
            {
                StateMachineVersionArn = version,
                Type = "CANARY",
                Percentage = settings.RolloutPercent,
                Interval = settings.RolloutMinutes,
                Alarms = [.. Alarms.Select(settings.Name)],
            };
}
