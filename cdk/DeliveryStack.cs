using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;
using PromptToImage.Cdk.Constructs;

namespace PromptToImage.Cdk;

/// <summary>
/// Lets GitHub Actions plan and deploy without a stored key: GitHub's identity provider and two roles, each restricted to one
/// repository. A person deploys this stack once; docs/deploy.md has the command.
/// </summary>
public sealed class DeliveryStack : Stack
{
    private const string Issuer = "token.actions.githubusercontent.com";

    private readonly DeliverySettings _settings;
    private readonly string _provider;

    public DeliveryStack(Construct scope, string id, DeliverySettings settings)
        : base(
            scope,
            id,
            new StackProps
            {
                StackName = "prompt-to-image-delivery",
                Description = $"Lets GitHub Actions of {settings.Repository} plan and deploy",
            }
        )
    {
        _settings = settings;
        _provider =
            settings.GitHubProviderArn
            ?? new CfnOIDCProvider(
                this,
                "GitHub",
                new CfnOIDCProviderProps { Url = $"https://{Issuer}", ClientIdList = ["sts.amazonaws.com"] }
            ).AttrArn;

        // Any branch may plan, because a plan only reads.
        AddRole("Plan", "prompt-to-image-plan", "Reads what is deployed, to show what would change", ["ref:refs/heads/*"], ["lookup"]);
        // Only main deploys. It may assume only the roles that the bootstrap created for deployments.
        AddRole(
            "Deploy",
            "prompt-to-image-deploy",
            "Deploys what is on main",
            ["ref:refs/heads/main"],
            ["lookup", "deploy", "file-publishing"]
        );
    }

    private void AddRole(string id, string name, string description, string[] subjects, string[] bootstrapRoles)
    {
        Role role = new(
            this,
            id,
            new RoleProps
            {
                RoleName = name,
                Description = description,
                MaxSessionDuration = Duration.Hours(1),
                AssumedBy = new WebIdentityPrincipal(
                    _provider,
                    new Dictionary<string, object>
                    {
                        ["StringEquals"] = new Dictionary<string, object> { [$"{Issuer}:aud"] = "sts.amazonaws.com" },
                        ["StringLike"] = new Dictionary<string, object>
                        {
                            [$"{Issuer}:sub"] = subjects.Select(subject => $"repo:{_settings.Repository}:{subject}").ToArray(),
                        },
                    }
                ),
            }
        );
        role.AddToPolicy(
            new PolicyStatement(
                new PolicyStatementProps { Actions = ["sts:AssumeRole"], Resources = [.. bootstrapRoles.Select(BootstrapRoleArn)] }
            )
        );
        Suppression.Accept(
            role.Node.FindChild("DefaultPolicy"),
            bootstrapRoles.Select(part => new Suppression(
                "AwsSolutions-IAM5",
                "The wildcard stands for the region in the name of a role that cdk bootstrap made in this account for this very use.",
                $"-{part}-role-<AWS::AccountId>-*"
            ))
        );
        _ = new CfnOutput(this, $"{id}RoleArn", new CfnOutputProps { Value = role.RoleArn });
    }

    private string BootstrapRoleArn(string part) =>
        $"arn:{Aws.PARTITION}:iam::{Aws.ACCOUNT_ID}:role/cdk-{_settings.BootstrapQualifier}-{part}-role-{Aws.ACCOUNT_ID}-*";
}
