namespace PromptToImage.Cdk.Tests;

public sealed class DeliveryTests(Synthesis synthesis)
{
    [Fact]
    public void GitHub_is_trusted_through_its_identity_provider()
    {
        var provider = synthesis.Delivery.One("AWS::IAM::OIDCProvider");
        Assert.Equal("https://token.actions.githubusercontent.com", provider.Text("Url"));
        Assert.Equal("sts.amazonaws.com", Intrinsic.Many(provider["ClientIdList"]!));
    }

    [Fact]
    public void An_existing_identity_provider_is_used()
    {
        Assert.Empty(synthesis.DeliveryWithProvider.Of("AWS::IAM::OIDCProvider"));
        Assert.All(
            synthesis.DeliveryWithProvider.Of("AWS::IAM::Role"),
            role =>
                Assert.StartsWith(
                    "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com: ",
                    Trust(role),
                    StringComparison.Ordinal
                )
        );
    }

    [Theory]
    [InlineData("plan", "repo:owner/name:pull_request")]
    [InlineData("deploy", "repo:owner/name:environment:staging repo:owner/name:environment:production")]
    public void A_role_is_for_one_repository_and_its_pull_requests_or_environments(string name, string subjects) =>
        Assert.Equal(
            "${GitHub.Arn}: sts:AssumeRoleWithWebIdentity if token.actions.githubusercontent.com:aud StringEquals sts.amazonaws.com"
                + $" and token.actions.githubusercontent.com:sub StringEquals {subjects}",
            Trust(Role(name))
        );

    [Theory]
    [InlineData("plan", "pull_request")]
    [InlineData("deploy", "environment:production")]
    public void With_ids_a_role_trusts_both_forms_of_subjects(string name, string context) =>
        Assert.EndsWith(
            $" StringEquals repo:owner/name:{context} repo:owner@11/name@22:{context}",
            Trust(synthesis.DeliveryWithProvider.Named("AWS::IAM::Role", $"prompt-to-image-{name}")),
            StringComparison.Ordinal
        );

    [Fact]
    public void The_plan_role_may_only_read_the_pipeline_s_stacks() =>
        Assert.Equal(
            "cloudformation:DescribeStacks cloudformation:GetTemplate on "
                + "arn:${AWS::Partition}:cloudformation:*:${AWS::AccountId}:stack/*prompt-to-image-model-watch/* "
                + "arn:${AWS::Partition}:cloudformation:*:${AWS::AccountId}:stack/*prompt-to-image/*",
            Assert.Single(Template.Statements(Policy("plan")["PolicyDocument"]))
        );

    [Fact]
    public void The_deploy_role_may_deploy_send_the_smoke_test_and_delete_old_versions() =>
        Assert.Equal(
            """
            lambda:DeleteFunction lambda:ListVersionsByFunction on arn:${AWS::Partition}:lambda:*:${AWS::AccountId}:function:*prompt-to-image-*
            s3:GetObject on arn:${AWS::Partition}:s3:::*/*images/*/deploy-*
            sqs:SendMessage on arn:${AWS::Partition}:sqs:*:${AWS::AccountId}:*prompt-to-image
            states:DeleteStateMachineVersion states:DescribeStateMachine states:DescribeStateMachineAlias states:ListExecutions states:ListStateMachineVersions on arn:${AWS::Partition}:states:*:${AWS::AccountId}:stateMachine:*prompt-to-image arn:${AWS::Partition}:states:*:${AWS::AccountId}:stateMachine:*prompt-to-image:*
            states:DescribeExecution states:GetExecutionHistory on arn:${AWS::Partition}:states:*:${AWS::AccountId}:execution:*prompt-to-image:deploy-*
            sts:AssumeRole on arn:${AWS::Partition}:iam::${AWS::AccountId}:role/cdk-team18-deploy-role-${AWS::AccountId}-* arn:${AWS::Partition}:iam::${AWS::AccountId}:role/cdk-team18-file-publishing-role-${AWS::AccountId}-* arn:${AWS::Partition}:iam::${AWS::AccountId}:role/cdk-team18-lookup-role-${AWS::AccountId}-*
            """,
            string.Join('\n', Template.Statements(Policy("deploy")["PolicyDocument"]).Order(StringComparer.Ordinal))
        );

    [Fact]
    public void Every_stack_uses_the_bootstrap_of_the_qualifier() =>
        Assert.All(
            new[] { synthesis.Pipeline, synthesis.ModelWatch, synthesis.Delivery },
            template => Assert.Contains("/cdk-bootstrap/team18/version", template.Json.ToJsonString(), StringComparison.Ordinal)
        );

    private TemplateResource Policy(string name) =>
        Assert.Single(synthesis.Delivery.Of("AWS::IAM::Policy"), policy => policy.Text("Roles", "0") == $"${{{Role(name).LogicalId}}}");

    private TemplateResource Role(string name) => synthesis.Delivery.Named("AWS::IAM::Role", $"prompt-to-image-{name}");

    private static string Trust(TemplateResource role) =>
        LogicalId.Plain(Assert.Single(Template.Statements(role["AssumeRolePolicyDocument"])));
}
