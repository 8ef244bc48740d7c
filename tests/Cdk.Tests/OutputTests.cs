namespace PromptToImage.Cdk.Tests;

public sealed class OutputTests(Synthesis synthesis)
{
    [Theory]
    [InlineData("QueueUrl", "${QueueIntake}")]
    [InlineData("DeadLetterQueueUrl", "${QueueDeadLetters}")]
    [InlineData("StateMachineArn", "${StateMachine}")]
    [InlineData(
        "StateMachineConsole",
        "https://${AWS::Region}.console.aws.amazon.com/states/home?region=${AWS::Region}#/statemachines/view/${StateMachine}"
    )]
    [InlineData("BucketName", "${ImagesBucket}")]
    [InlineData("KeyPrefix", "images/")]
    [InlineData("ApiUrl", "https://${HttpApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/${HttpApiDeploymentStagev1}/")]
    [InlineData("SendKeyCommand", "aws apigateway get-api-key --include-value --query value --output text --api-key ${HttpApiSendKey}")]
    [InlineData(
        "StatusKeyCommand",
        "aws apigateway get-api-key --include-value --query value --output text --api-key ${HttpApiStatusKey}"
    )]
    public void A_deployment_has_the_output(string name, string value) =>
        Assert.Equal(value, LogicalId.Plain(Intrinsic.Text(synthesis.Pipeline.Outputs[name]!["Value"])));

    /// <summary>Types whose name property names another resource, or is unique within another resource.</summary>
    private static readonly string[] NamedByOthers =
    [
        "AWS::Lambda::EventInvokeConfig",
        "AWS::Lambda::EventSourceMapping",
        "AWS::Lambda::Permission",
        "AWS::Lambda::Version",
        "AWS::StepFunctions::StateMachineAlias",
    ];

    [Fact]
    public void Without_the_API_it_has_no_outputs() =>
        Assert.DoesNotContain(synthesis.OtherPipeline.Outputs, output => output.Key.StartsWith("Api", StringComparison.Ordinal));

    [Fact]
    public void Every_name_begins_with_the_prefix()
    {
        foreach (var resource in synthesis.OtherPipeline.All)
        {
            foreach (
                var property in new[] { "QueueName", "TopicName", "FunctionName", "StateMachineName", "AlarmName", "DashboardName", "Name" }
            )
            {
                if (resource[property] is { } name && !NamedByOthers.Contains(resource.Type))
                {
                    Assert.StartsWith("team18-prompt-to-image", Intrinsic.Text(name), StringComparison.Ordinal);
                }
            }
        }
    }
}
