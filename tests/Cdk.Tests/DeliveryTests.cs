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
    [InlineData("plan", "lookup")]
    [InlineData("deploy", "deploy file-publishing lookup")]
    public void A_role_may_assume_only_the_roles_of_the_bootstrap(string name, string parts)
    {
        TemplateResource policy = Assert.Single(
            synthesis.Delivery.Of("AWS::IAM::Policy"),
            policy => policy.Text("Roles", "0") == $"${{{Role(name).LogicalId}}}"
        );
        Assert.Equal(
            "sts:AssumeRole on "
                + string.Join(
                    ' ',
                    parts
                        .Split(' ')
                        .Select(part =>
                            $"arn:${{AWS::Partition}}:iam::${{AWS::AccountId}}:role/cdk-hnb659fds-{part}-role-${{AWS::AccountId}}-*"
                        )
                ),
            Assert.Single(Template.Statements(policy["PolicyDocument"]))
        );
    }

    private TemplateResource Role(string name) => synthesis.Delivery.Named("AWS::IAM::Role", $"prompt-to-image-{name}");

    private static string Trust(TemplateResource role) =>
        LogicalId.Plain(Assert.Single(Template.Statements(role["AssumeRolePolicyDocument"])));
}
