using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;
using PromptToImage.Cdk.Constructs;
using PromptToImage.Contracts;

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

    // The objects of the smoke test in any bucket, under any key prefix.
    private const string SmokeTestImages = $"*/*{ObjectFolders.Images}/*/deploy-*";

    // The ends of the ARNs with wildcards that the deploy role may use.
    private static readonly string[] DeployedNames =
    [
        ":*prompt-to-image",
        ":execution:*prompt-to-image:deploy-*",
        $":s3:::{SmokeTestImages}",
        ":function:*prompt-to-image-*",
        ":stateMachine:*prompt-to-image:*",
    ];

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
        ApplicationTag.AddTo(this, new PipelineSettings().Name());
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
    /// Pull requests plan. A plan reads the deployed templates and nothing else; the bootstrap's lookup role could read the whole
    /// account. GitHub gives no token to pull requests of forks.
    /// </summary>
    private void AddPlanRole()
    {
        var role = CreateRole("Plan", "prompt-to-image-plan", "Reads the deployed templates to show planned changes", ["pull_request"]);
        Allow(
            role,
            ["cloudformation:DescribeStacks", "cloudformation:GetTemplate"],
            [.. PlannedStacks.Select(stack => Arn("cloudformation", $"stack/{stack}/*"))]
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

    /// <summary>
    /// Jobs of the GitHub environments deploy. The role may assume the roles that the bootstrap created for deployments, send and
    /// follow the smoke test's prompt, and delete old versions.
    /// </summary>
    private void AddDeployRole()
    {
        string[] bootstrapRoles = ["lookup", "deploy", "file-publishing"];
        var role = CreateRole(
            "Deploy",
            "prompt-to-image-deploy",
            "Deploys what is on main",
            _settings.Environments.Select(environment => $"environment:{environment}")
        );
        Allow(role, ["sts:AssumeRole"], [.. bootstrapRoles.Select(BootstrapRoleArn)]);

        Allow(role, ["sqs:SendMessage"], Arn("sqs", "*prompt-to-image"));
        Allow(
            role,
            ["states:DescribeExecution", "states:GetExecutionHistory"],
            Arn("states", "execution:*prompt-to-image:deploy-*")
        );
        Allow(role, ["s3:GetObject"], $"arn:{Aws.PARTITION}:s3:::{SmokeTestImages}");

        Allow(role, ["lambda:ListVersionsByFunction", "lambda:DeleteFunction"], Arn("lambda", "function:*prompt-to-image-*"));
        Allow(
            role,
            [
                "states:DeleteStateMachineVersion",
                "states:DescribeStateMachine",
                "states:DescribeStateMachineAlias",
                "states:ListExecutions",
                "states:ListStateMachineVersions",
            ],
            Arn("states", "stateMachine:*prompt-to-image"),
            Arn("states", "stateMachine:*prompt-to-image:*")
        );
        Suppression.Accept(
            role.Node.FindChild("DefaultPolicy"),
            [
                .. bootstrapRoles.Select(part => new Suppression(
                    "AwsSolutions-IAM5",
                    "The wildcard stands for the region in the name of a role that cdk bootstrap created in this account for deployments.",
                    $"-{part}-role-<AWS::AccountId>-*"
                )),
                .. DeployedNames.Select(end => new Suppression(
                    "AwsSolutions-IAM5",
                    "The wildcards stand for the region, the name prefix, the bucket and the version, which this stack does not know; the "
                        + "names are this project's.",
                    end
                )),
            ]
        );
    }

    private Role CreateRole(string id, string name, string description, IEnumerable<string> contexts)
    {
        var role = new Role(
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
                        ["StringEquals"] = new Dictionary<string, object>
                        {
                            [$"{Issuer}:aud"] = "sts.amazonaws.com",
                            [$"{Issuer}:sub"] = contexts
                                .SelectMany(context => _settings.Subjects().Select(subject => $"{subject}:{context}"))
                                .ToArray(),
                        },
                    }
                ),
            }
        );
        _ = new CfnOutput(this, $"{id}RoleArn", new CfnOutputProps { Value = role.RoleArn });
        return role;
    }

    private static void Allow(Role role, string[] actions, params string[] resources) =>
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = actions, Resources = resources }));

    /// <summary>An ARN of this account in any region.</summary>
    private static string Arn(string service, string resource) => $"arn:{Aws.PARTITION}:{service}:*:{Aws.ACCOUNT_ID}:{resource}";

    private string BootstrapRoleArn(string part) =>
        $"arn:{Aws.PARTITION}:iam::{Aws.ACCOUNT_ID}:role/cdk-{_settings.BootstrapQualifier}-{part}-role-{Aws.ACCOUNT_ID}-*";
}
