namespace PromptToImage.Cdk.Tests;

public sealed class DeploymentGuardTests(Synthesis synthesis)
{
    [Fact]
    public void What_tells_nobody_of_failures_refuses_to_be_deployed() => Refuses("AlertEmailIsMissing", "alertEmail is missing");

    [Fact]
    public void Stand_ins_that_nobody_chose_refuse_to_be_deployed() => Refuses("StandInsWereNotChosen", "built from stand-ins");

    [Fact]
    public void What_is_complete_does_not_refuse()
    {
        foreach (var template in new[] { synthesis.Pipeline, synthesis.OtherPipeline })
        {
            Assert.DoesNotContain("DeployAnyway", template.Parameters.Select(parameter => parameter.Key));
            Assert.Equal(["CheckBootstrapVersion"], template.Rules.Select(rule => rule.Key));
        }
    }

    [Fact]
    public void Every_resource_that_bears_tags_tells_which_packages_the_functions_were_built_from()
    {
        Assert.Equal("official", Tag(synthesis.Pipeline));
        Assert.Equal("standin", Tag(synthesis.OtherPipeline));
        Assert.Equal("standin", Tag(synthesis.Draft));
    }

    private void Refuses(string rule, string reason)
    {
        var assertion = Assert.Single(synthesis.Draft.Rules[rule]!["Assertions"]!.AsArray())!;
        Assert.Equal("""{"Fn::Equals":[{"Ref":"DeployAnyway"},"yes"]}""", assertion["Assert"]!.ToJsonString());
        Assert.Contains(reason, assertion["AssertDescription"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("no", synthesis.Draft.Parameters["DeployAnyway"]!["Default"]!.GetValue<string>());
    }

    private static string Tag(Template template) =>
        Assert.Single(template.Of("AWS::Lambda::Function")[0]["Tags"]!.AsArray(), tag => Intrinsic.Text(tag!["Key"]) == "aws-packages")![
            "Value"
        ]!.GetValue<string>();
}
