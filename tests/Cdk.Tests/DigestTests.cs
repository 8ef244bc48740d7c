using PromptToImage.Contracts.Steps;

namespace PromptToImage.Cdk.Tests;

public sealed class DigestTests(Synthesis synthesis)
{
    private TemplateResource Rule =>
        Assert.Single(synthesis.OtherPipeline.Of("AWS::Events::Rule"), rule => rule["ScheduleExpression"] is not null);

    [Fact]
    public void Without_a_digest_there_is_no_schedule() =>
        Assert.DoesNotContain(synthesis.Pipeline.Of("AWS::Events::Rule"), rule => rule["ScheduleExpression"] is not null);

    [Fact]
    public void The_schedule_invokes_the_published_version_of_Notify_shortly_after_midnight()
    {
        Assert.Equal(("cron(5 0 * * ? *)", "ENABLED"), (Rule.Text("ScheduleExpression"), Rule.Text("State")));
        // Events of the function itself become dead letters when they fail.
        var target = Rule.Text("Targets", "0", "Arn");
        Assert.Contains(synthesis.OtherPipeline.Of("AWS::Lambda::Version"), version => target == $"${{{version.LogicalId}}}");
        var permission = Assert.Single(
            synthesis.OtherPipeline.Of("AWS::Lambda::Permission"),
            permission => permission.Text("SourceArn") == $"${{{Rule.LogicalId}.Arn}}"
        );
        Assert.Equal(target, permission.Text("FunctionName"));
    }

    [Fact]
    public void Notify_receives_where_the_images_are_and_the_time_of_the_schedule()
    {
        Assert.Equal(
            $$$"""{"outcome":"{{{Outcome.Digest}}}","digest":{"bucket":"existing","folder":"18/images/","until":<time>}}""",
            Rule.Text("Targets", "0", "InputTransformer", "InputTemplate")
        );
        Assert.Equal("""{"time":"$.time"}""", Rule["Targets", "0", "InputTransformer", "InputPathsMap"]!.ToJsonString());
    }
}
