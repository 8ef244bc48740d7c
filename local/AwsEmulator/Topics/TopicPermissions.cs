using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Topics;

/// <summary>
/// The permissions of SNS's operations, https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html.
/// </summary>
internal static class TopicPermissions
{
    public static IEnumerable<Permission> For(QueryRequest request) =>
        request.Action switch
        {
            "ListTopics" or "ListSubscriptions" or "Unsubscribe" => [new($"sns:{request.Action}", "*")],
            "CreateTopic" => [new("sns:CreateTopic", request["Name"] is { } name ? TopicService.ArnFor(name) : "*")],
            "Publish" or "PublishBatch" => [new("sns:Publish", request["TopicArn"] ?? request["TargetArn"] ?? "*")],
            "Subscribe" =>
            [
                new("sns:Subscribe", request["TopicArn"] ?? "*")
                {
                    ConditionKeys = new Dictionary<string, string>
                    {
                        ["sns:Endpoint"] = request["Endpoint"] ?? "",
                        ["sns:Protocol"] = request["Protocol"] ?? "",
                    },
                },
            ],
            _ => [new($"sns:{request.Action}", request["TopicArn"] ?? "*")],
        };
}
