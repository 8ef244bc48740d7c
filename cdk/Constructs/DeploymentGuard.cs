using Amazon.CDK;
using Constructs;

namespace PromptToImage.Cdk.Constructs;

/// <summary>
/// What may be looked at but not deployed: a template that alerts nobody, or whose functions were built from stand-ins
/// that nobody chose. CloudFormation checks a template's rules before it makes or changes anything.
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
            Refuse("AlertEmailIsMissing", "alertEmail is missing: nobody would be told of failures. Give -c alertEmail=you@example.org");
        }

        if (package.Source == PackageSource.StandInForWantOfOfficial)
        {
            Refuse(
                "StandInsWereNotChosen",
                "The functions were built from stand-ins because AWS's packages could not be had. Give -c awsPackages=official"
            );
        }

        if (package.Source == PackageSource.StandIn)
        {
            Warn("StandInsWereChosen", "The functions are built from stand-ins, as awsPackages=standin asked.");
        }
    }

    private void Refuse(string id, string reason)
    {
        var consent = Node.TryFindChild(Parameter) as CfnParameter ?? Ask();
        CfnRule rule = new(
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
        Warn(id, reason + " This template refuses to be deployed.");
    }

    private CfnParameter Ask()
    {
        CfnParameter consent = new(
            this,
            Parameter,
            new CfnParameterProps
            {
                Type = "String",
                Default = "no",
                Description = "yes deploys what this template otherwise refuses to deploy; see its rules for what that is",
            }
        );
        consent.OverrideLogicalId(Parameter);
        return consent;
    }

    private void Warn(string id, string text) => Annotations.Of(this).AddWarningV2($"prompt-to-image:{id}", text);
}
