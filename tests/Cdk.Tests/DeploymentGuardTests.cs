namespace PromptToImage.Cdk.Tests;

public sealed class DeploymentGuardTests(Synthesis synthesis)
{
    [Fact]
    public void A_template_without_an_alert_address_cannot_be_deployed() => Rejects("AlertEmailIsMissing", "alertEmail is missing");

    [Fact]
    public void A_template_with_stand_ins_by_fallback_cannot_be_deployed() => Rejects("StandInsWereNotChosen", "built from stand-ins");

    [Fact]
    public void A_complete_template_can_be_deployed()
    {
        foreach (var template in new[] { synthesis.Pipeline, synthesis.OtherPipeline })
        {
            Assert.DoesNotContain("DeployAnyway", template.Parameters.Select(parameter => parameter.Key));
            Assert.Equal(["CheckBootstrapVersion"], template.Rules.Select(rule => rule.Key));
        }
    }

    [Fact]
    public void Every_tagged_resource_names_the_source_of_the_packages()
    {
        Assert.Equal("official", Tag(synthesis.Pipeline));
        Assert.Equal("standin", Tag(synthesis.OtherPipeline));
        Assert.Equal("standin", Tag(synthesis.Draft));
    }

    private void Rejects(string rule, string reason)
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
