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

    // The pipeline's stack, with any name prefix, and the stack of the legacy-model alarm.
    private static readonly string[] PlannedStacks = ["*prompt-to-image", "*prompt-to-image-model-watch"];

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

        AddPlanRole();
        AddDeployRole();
    }

    /// <summary>
    /// Any branch may plan, because a plan reads the deployed templates and nothing else. The bootstrap's lookup role could read the
    /// whole account.
    /// </summary>
    private void AddPlanRole()
    {
        var role = CreateRole("Plan", "prompt-to-image-plan", "Reads the deployed templates to show planned changes", "ref:refs/heads/*");
        role.AddToPolicy(
            new PolicyStatement(
                new PolicyStatementProps
                {
                    Actions = ["cloudformation:DescribeStacks", "cloudformation:GetTemplate"],
                    Resources =
                    [
                        .. PlannedStacks.Select(stack => $"arn:{Aws.PARTITION}:cloudformation:*:{Aws.ACCOUNT_ID}:stack/{stack}/*"),
                    ],
                }
            )
        );
        Suppression.Accept(
            role.Node.FindChild("DefaultPolicy"),
            PlannedStacks.Select(stack => new Suppression(
                "AwsSolutions-IAM5",
                "The wildcards stand for the region, the name prefix and the generated id of this project's stacks; both actions only read.",
                $":stack/{stack}/*"
            ))
        );
    }

    /// <summary>Only main deploys. The role may assume only the roles that the bootstrap created for deployments.</summary>
    private void AddDeployRole()
    {
        string[] bootstrapRoles = ["lookup", "deploy", "file-publishing"];
        var role = CreateRole("Deploy", "prompt-to-image-deploy", "Deploys what is on main", "ref:refs/heads/main");
        role.AddToPolicy(
            new PolicyStatement(
                new PolicyStatementProps { Actions = ["sts:AssumeRole"], Resources = [.. bootstrapRoles.Select(BootstrapRoleArn)] }
            )
        );
        Suppression.Accept(
            role.Node.FindChild("DefaultPolicy"),
            bootstrapRoles.Select(part => new Suppression(
                "AwsSolutions-IAM5",
                "The wildcard stands for the region in the name of a role that cdk bootstrap created in this account for deployments.",
                $"-{part}-role-<AWS::AccountId>-*"
            ))
        );
    }

    private Role CreateRole(string id, string name, string description, string reference)
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
                            [$"{Issuer}:sub"] = _settings.Subjects().Select(subject => $"{subject}:{reference}").ToArray(),
                        },
                    }
                ),
            }
        );
        _ = new CfnOutput(this, $"{id}RoleArn", new CfnOutputProps { Value = role.RoleArn });
        return role;
    }

    private string BootstrapRoleArn(string part) =>
        $"arn:{Aws.PARTITION}:iam::{Aws.ACCOUNT_ID}:role/cdk-{_settings.BootstrapQualifier}-{part}-role-{Aws.ACCOUNT_ID}-*";
}
