using Amazon.SimpleNotificationService.Internal.Query;
using Amazon.SimpleNotificationService.Model;

namespace Amazon.SimpleNotificationService.Internal;

/// <summary>
/// The offered operations: their errors, forms and responses. See https://docs.aws.amazon.com/sns/latest/api/API_Operations.html
/// </summary>
internal static class SnsOperations
{
    internal static QueryOperation<CreateTopicRequest, CreateTopicResponse> CreateTopic { get; } =
        new(
            "CreateTopic",
            [
                "AuthorizationError",
                "ConcurrentAccess",
                "InternalError",
                "InvalidParameter",
                "InvalidSecurity",
                "StaleTag",
                "TagLimitExceeded",
                "TagPolicy",
                "TopicLimitExceeded",
            ],
            (form, request) =>
            {
                AddAttributes(form, request.Attributes);
                form.Add("DataProtectionPolicy", request.DataProtectionPolicy);
                form.Add("Name", request.Name);
                form.AddList(
                    "Tags",
                    request.Tags,
                    (item, prefix, tag) =>
                    {
                        item.Add(prefix + "Key", tag.Key);
                        item.Add(prefix + "Value", tag.Value);
                    }
                );
            },
            (response, result) => response.TopicArn = result.Text("TopicArn")
        );

    internal static QueryOperation<ListSubscriptionsByTopicRequest, ListSubscriptionsByTopicResponse> ListSubscriptionsByTopic { get; } =
        new(
            "ListSubscriptionsByTopic",
            ["AuthorizationError", "InternalError", "InvalidParameter", "NotFound"],
            (form, request) =>
            {
                form.Add("NextToken", request.NextToken);
                form.Add("TopicArn", request.TopicArn);
            },
            (response, result) =>
            {
                response.NextToken = result.Text("NextToken");
                response.Subscriptions = result.List(
                    "Subscriptions",
                    item => new Subscription
                    {
                        Endpoint = item.Text("Endpoint"),
                        Owner = item.Text("Owner"),
                        Protocol = item.Text("Protocol"),
                        SubscriptionArn = item.Text("SubscriptionArn"),
                        TopicArn = item.Text("TopicArn"),
                    }
                );
            }
        );

    internal static QueryOperation<ListTopicsRequest, ListTopicsResponse> ListTopics { get; } =
        new(
            "ListTopics",
            ["AuthorizationError", "InternalError", "InvalidParameter"],
            (form, request) => form.Add("NextToken", request.NextToken),
            (response, result) =>
            {
                response.NextToken = result.Text("NextToken");
                response.Topics = result.List("Topics", item => new Topic { TopicArn = item.Text("TopicArn") });
            }
        );

    internal static QueryOperation<PublishRequest, PublishResponse> Publish { get; } =
        new(
            "Publish",
            [
                "AuthorizationError",
                "EndpointDisabled",
                "InternalError",
                "InvalidParameter",
                "InvalidSecurity",
                "KMSAccessDenied",
                "KMSDisabled",
                "KMSInvalidState",
                "KMSNotFound",
                "KMSOptInRequired",
                "KMSThrottling",
                "NotFound",
                "ParameterValueInvalid",
                "PlatformApplicationDisabled",
                "ValidationException",
            ],
            (form, request) =>
            {
                form.Add("Message", request.Message);
                form.AddMap(
                    "MessageAttributes",
                    request.MessageAttributes,
                    "Name",
                    (entry, prefix, value) =>
                    {
                        entry.Add(prefix + "Value.BinaryValue", value.BinaryValue);
                        entry.Add(prefix + "Value.DataType", value.DataType);
                        entry.Add(prefix + "Value.StringValue", value.StringValue);
                    }
                );
                form.Add("MessageDeduplicationId", request.MessageDeduplicationId);
                form.Add("MessageGroupId", request.MessageGroupId);
                form.Add("MessageStructure", request.MessageStructure);
                form.Add("PhoneNumber", request.PhoneNumber);
                form.Add("Subject", request.Subject);
                form.Add("TargetArn", request.TargetArn);
                form.Add("TopicArn", request.TopicArn);
            },
            (response, result) =>
            {
                response.MessageId = result.Text("MessageId");
                response.SequenceNumber = result.Text("SequenceNumber");
            }
        );

    internal static QueryOperation<SubscribeRequest, SubscribeResponse> Subscribe { get; } =
        new(
            "Subscribe",
            [
                "AuthorizationError",
                "FilterPolicyLimitExceeded",
                "InternalError",
                "InvalidParameter",
                "InvalidSecurity",
                "NotFound",
                "ReplayLimitExceeded",
                "SubscriptionLimitExceeded",
            ],
            (form, request) =>
            {
                AddAttributes(form, request.Attributes);
                form.Add("Endpoint", request.Endpoint);
                form.Add("Protocol", request.Protocol);
                form.Add("ReturnSubscriptionArn", request.ReturnSubscriptionArn);
                form.Add("TopicArn", request.TopicArn);
            },
            (response, result) => response.SubscriptionArn = result.Text("SubscriptionArn")
        );

    private static void AddAttributes(QueryForm form, Dictionary<string, string> attributes)
    {
        form.AddMap("Attributes", attributes, "key", (entry, prefix, value) => entry.Add(prefix + "value", value));
    }
}
