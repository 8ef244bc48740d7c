using System.Text.Json.Nodes;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.Deployment.Templates;

/// <summary>The parameters that CloudFormation defines itself, for the emulator's account and region.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html</remarks>
internal static class PseudoParameters
{
    public static IEnumerable<KeyValuePair<string, JsonNode>> For(string stackName) =>
        [
            new("AWS::AccountId", AwsAccount.Id),
            new("AWS::NotificationARNs", new JsonArray()),
            new("AWS::Partition", "aws"),
            new("AWS::Region", AwsAccount.Region),
            new("AWS::StackId", AwsAccount.Arn("cloudformation", $"stack/{stackName}/{stackName}")),
            new("AWS::StackName", stackName),
            new("AWS::URLSuffix", "amazonaws.com"),
        ];
}
