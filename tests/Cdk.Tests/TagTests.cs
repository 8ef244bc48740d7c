namespace PromptToImage.Cdk.Tests;

public sealed class TagTests(Synthesis synthesis)
{
    /// <summary>Types without tags of their own in the template: CloudFormation gives them the stack's tags where AWS supports tags.</summary>
    private static readonly string[] WithoutTags =
    [
        "AWS::ApiGateway::Account",
        "AWS::ApiGateway::Deployment",
        "AWS::ApiGateway::Method",
        "AWS::ApiGateway::Model",
        "AWS::ApiGateway::RequestValidator",
        "AWS::ApiGateway::Resource",
        "AWS::ApiGateway::UsagePlanKey",
        "AWS::CloudWatch::Dashboard",
        "AWS::Events::Rule",
        "AWS::IAM::Policy",
        "AWS::Lambda::EventInvokeConfig",
        "AWS::Lambda::Permission",
        "AWS::Lambda::Version",
        "AWS::S3::BucketPolicy",
        "AWS::SNS::Subscription",
        "AWS::SNS::TopicPolicy",
        "AWS::SQS::QueuePolicy",
        "AWS::StepFunctions::StateMachineAlias",
        "AWS::StepFunctions::StateMachineVersion",
    ];

    [Fact]
    public void Every_resource_with_tags_names_its_application()
    {
        foreach (var template in new[] { synthesis.Pipeline, synthesis.OtherPipeline, synthesis.ModelWatch, synthesis.Delivery })
        {
            foreach (var resource in template.All.Where(resource => !WithoutTags.Contains(resource.Type)))
            {
                var tags = (resource["Tags"] ?? resource["ResourceTags"])?.AsArray() ?? [];
                Assert.True(tags.Any(tag => Intrinsic.Text(tag!["Key"]) == "application"), $"{resource.LogicalId} has no tag 'application'.");
            }
        }
    }

    [Theory]
    [InlineData("Usual", "prompt-to-image")]
    [InlineData("Other", "team18-prompt-to-image")]
    [InlineData("ModelWatch", "team18-prompt-to-image")]
    [InlineData("Delivery", "prompt-to-image")]
    public void Every_stack_names_its_application(string stack, string application) =>
        Assert.Equal(application, synthesis.TagsOf(stack)["application"]);
}
