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
    [InlineData("plan", "repo:owner/name:ref:refs/heads/*")]
    [InlineData("deploy", "repo:owner/name:ref:refs/heads/main")]
    public void A_role_is_for_one_repository_and_its_branches(string name, string subjects) =>
        Assert.Equal(
            "${GitHub.Arn}: sts:AssumeRoleWithWebIdentity if token.actions.githubusercontent.com:aud StringEquals sts.amazonaws.com"
                + $" and token.actions.githubusercontent.com:sub StringLike {subjects}",
            Trust(Role(name))
        );

    [Theory]
    [InlineData("plan", "ref:refs/heads/*")]
    [InlineData("deploy", "ref:refs/heads/main")]
    public void With_ids_a_role_trusts_both_forms_of_subjects(string name, string reference) =>
        Assert.EndsWith(
            $" StringLike repo:owner/name:{reference} repo:owner@11/name@22:{reference}",
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
    public void The_deploy_role_may_only_assume_the_roles_of_the_bootstrap() =>
        Assert.Equal(
            "sts:AssumeRole on "
                + string.Join(
                    ' ',
                    "deploy file-publishing lookup"
                        .Split(' ')
                        .Select(part =>
                            $"arn:${{AWS::Partition}}:iam::${{AWS::AccountId}}:role/cdk-team18-{part}-role-${{AWS::AccountId}}-*"
                        )
                ),
            Assert.Single(Template.Statements(Policy("deploy")["PolicyDocument"]))
        );

    [Fact]
    public void The_stacks_use_the_bootstrap_of_the_qualifier() =>
        Assert.Contains("/cdk-bootstrap/team18/version", synthesis.Pipeline.Json.ToJsonString(), StringComparison.Ordinal);

    private TemplateResource Policy(string name) =>
        Assert.Single(synthesis.Delivery.Of("AWS::IAM::Policy"), policy => policy.Text("Roles", "0") == $"${{{Role(name).LogicalId}}}");

    private TemplateResource Role(string name) => synthesis.Delivery.Named("AWS::IAM::Role", $"prompt-to-image-{name}");

    private static string Trust(TemplateResource role) =>
        LogicalId.Plain(Assert.Single(Template.Statements(role["AssumeRolePolicyDocument"])));
}
