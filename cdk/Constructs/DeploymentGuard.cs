using Amazon.CDK;
using Constructs;

namespace PromptToImage.Cdk.Constructs;

/// <summary>
/// Rejects the deployment of a template without an e-mail address for alerts, or with functions that were built from stand-ins by
/// fallback. CloudFormation checks a template's rules before it creates or changes a resource.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
/// </summary>
public sealed class DeploymentGuard : Construct
{
    private const string Parameter = "DeployAnyway";

    public DeploymentGuard(Construct scope, string id, PipelineSettings settings, FunctionsPackage package)
        : base(scope, id)
    {
        if (settings.AlertEmails.Count == 0)
        {
            Reject(
                "AlertEmailIsMissing",
                "alertEmail is missing: no one would be notified of failures. Set it with -c alertEmail=you@example.org"
            );
        }

        if (package.Source == PackageSource.StandInAsFallback)
        {
            Reject(
                "StandInsWereNotChosen",
                "The functions were built from stand-ins because the feed lacks AWS's packages. Set -c awsPackages=official"
            );
        }

        if (package.Source == PackageSource.StandIn)
        {
            Warn("StandInsWereChosen", "The functions are built from stand-ins, because of awsPackages=standin.");
        }
    }

    private void Reject(string id, string reason)
    {
        var consent = Node.TryFindChild(Parameter) as CfnParameter ?? Ask();
        var rule = new CfnRule(
            this,
            id,
            new CfnRuleProps
            {
                Assertions =
                [
                    new CfnRuleAssertion { Assert = Fn.ConditionEquals(consent.ValueAsString, "yes"), AssertDescription = reason },
                ],
            }
        );
        rule.OverrideLogicalId(id);
        Warn(id, reason + " CloudFormation rejects the deployment of this template.");
    }

    private CfnParameter Ask()
    {
        var consent = new CfnParameter(
            this,
            Parameter,
            new CfnParameterProps
            {
                Type = "String",
                Default = "no",
                Description = "yes deploys the template although one of its rules rejects it",
            }
        );
        consent.OverrideLogicalId(Parameter);
        return consent;
    }

    private void Warn(string id, string text) => Annotations.Of(this).AddWarningV2($"prompt-to-image:{id}", text);
}
