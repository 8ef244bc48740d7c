using System.Globalization;
using System.Text.Json;
using System.Xml;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Topics;

/// <summary>The operations of SNS, with the Query protocol, https://docs.aws.amazon.com/sns/latest/api/API_Operations.html.</summary>
public sealed class TopicOperations(TopicService topics)
{
    public const string Version = "2010-03-31";
    public const string XmlNamespace = "http://sns.amazonaws.com/doc/2010-03-31/";

    // SNS's page size.
    private const int PageSize = 100;

    public IAwsProtocol Protocol(AccessControl access) =>
        new QueryProtocol(
            Version,
            XmlNamespace,
            new Dictionary<string, QueryOperationHandler>
            {
                ["CreateTopic"] = CreateTopicAsync,
                ["DeleteTopic"] = (request, _, _) => topics.DeleteAsync(TopicArn(request)),
                ["GetTopicAttributes"] = GetTopicAttributesAsync,
                ["SetTopicAttributes"] = SetTopicAttributesAsync,
                ["ListTopics"] = ListTopicsAsync,
                ["Subscribe"] = SubscribeAsync,
                ["Unsubscribe"] = (request, _, _) => topics.UnsubscribeAsync(Required(request, "SubscriptionArn")),
                ["ListSubscriptions"] = (request, result, _) => ListSubscriptionsAsync(request, result, null),
                ["ListSubscriptionsByTopic"] = (request, result, _) => ListSubscriptionsAsync(request, result, TopicArn(request)),
                ["Publish"] = PublishAsync,
                ["PublishBatch"] = PublishBatchAsync,
            },
            TopicParameters.All,
            access,
            TopicPermissions.For
        );

    private static string TopicArn(QueryRequest request) => Required(request, "TopicArn");

    private static string Required(QueryRequest request, string name) =>
        request[name] is { Length: > 0 } value ? value : throw TopicRules.Invalid($"{name} Reason: no value for required parameter");

    private async Task CreateTopicAsync(QueryRequest request, XmlWriter result, CancellationToken cancellationToken)
    {
        var attributes = request.Members("Attributes.entry").ToList();
        attributes.ForEach(entry => CheckAttributeName(request[entry + ".key"]));
        var arn = await topics.CreateAsync(Required(request, "Name"));
        foreach (var entry in attributes)
        {
            await topics.SetDisplayNameAsync(arn, request[entry + ".value"] ?? "");
        }

        result.WriteElementString("TopicArn", arn);
    }

    private static void CheckAttributeName(string? name)
    {
        if (name != "DisplayName")
        {
            throw TopicRules.Invalid($"AttributeName (on this machine only DisplayName can be set, not {name})");
        }
    }

    private Task GetTopicAttributesAsync(QueryRequest request, XmlWriter result, CancellationToken cancellationToken)
    {
        var arn = TopicArn(request);
        var attributes = new Dictionary<string, string>
        {
            ["TopicArn"] = arn,
            ["DisplayName"] = topics.DisplayName(arn),
            ["Owner"] = AwsAccount.Id,
            ["SubscriptionsConfirmed"] = topics.Subscriptions(arn).Count.ToString(CultureInfo.InvariantCulture),
            ["SubscriptionsPending"] = "0",
            ["SubscriptionsDeleted"] = "0",
        };
        result.WriteStartElement("Attributes");
        foreach (var (name, value) in attributes)
        {
            result.WriteStartElement("entry");
            result.WriteElementString("key", name);
            result.WriteElementString("value", XmlCharacters.ReplaceInvalid(value));
            result.WriteEndElement();
        }

        result.WriteEndElement();
        return Task.CompletedTask;
    }

    private Task SetTopicAttributesAsync(QueryRequest request, XmlWriter result, CancellationToken cancellationToken)
    {
        CheckAttributeName(Required(request, "AttributeName"));
        return topics.SetDisplayNameAsync(TopicArn(request), request["AttributeValue"] ?? "");
    }

    private Task ListTopicsAsync(QueryRequest request, XmlWriter result, CancellationToken cancellationToken)
    {
        var page = topics.List(request["NextToken"] ?? "", PageSize + 1);
        result.WriteStartElement("Topics");
        foreach (var arn in page.Take(PageSize))
        {
            result.WriteStartElement("member");
            result.WriteElementString("TopicArn", arn);
            result.WriteEndElement();
        }

        result.WriteEndElement();
        if (page.Count > PageSize)
        {
            result.WriteElementString("NextToken", page[PageSize - 1]);
        }

        return Task.CompletedTask;
    }

    private async Task SubscribeAsync(QueryRequest request, XmlWriter result, CancellationToken cancellationToken)
    {
        var subscription = await topics.SubscribeAsync(TopicArn(request), Required(request, "Protocol"), Required(request, "Endpoint"));
        result.WriteElementString("SubscriptionArn", subscription.Arn);
    }

    private Task ListSubscriptionsAsync(QueryRequest request, XmlWriter result, string? topicArn)
    {
        var page = topics.Subscriptions(topicArn, request["NextToken"] ?? "", PageSize + 1);
        result.WriteStartElement("Subscriptions");
        foreach (var subscription in page.Take(PageSize))
        {
            result.WriteStartElement("member");
            result.WriteElementString("TopicArn", subscription.TopicArn);
            result.WriteElementString("Protocol", subscription.Protocol);
            result.WriteElementString("SubscriptionArn", subscription.Arn);
            result.WriteElementString("Owner", AwsAccount.Id);
            result.WriteElementString("Endpoint", subscription.Endpoint);
            result.WriteEndElement();
        }

        result.WriteEndElement();
        if (page.Count > PageSize)
        {
            result.WriteElementString("NextToken", page[PageSize - 1].Arn);
        }

        return Task.CompletedTask;
    }

    private async Task PublishAsync(QueryRequest request, XmlWriter result, CancellationToken cancellationToken)
    {
        var topic =
            request["TopicArn"]
            ?? request["TargetArn"]
            ?? throw TopicRules.Invalid("TopicArn or TargetArn Reason: no value for required parameter");
        result.WriteElementString("MessageId", await topics.PublishAsync(topic, MessageIn(request, ""), request.IdempotencyScope));
    }

    private async Task PublishBatchAsync(QueryRequest request, XmlWriter result, CancellationToken cancellationToken)
    {
        var topic = TopicArn(request);
        var entries = request.Members("PublishBatchRequestEntries.member").Select(entry => entry + ".").ToList();
        CheckBatch(request, topic, entries);
        var failed = new List<(string Id, AwsException Error)>();
        result.WriteStartElement("Successful");
        foreach (var entry in entries)
        {
            var id = request[entry + "Id"]!;
            try
            {
                var messageId = await topics.PublishAsync(topic, MessageIn(request, entry));
                result.WriteStartElement("member");
                result.WriteElementString("Id", id);
                result.WriteElementString("MessageId", messageId);
                result.WriteEndElement();
            }
            catch (AwsException e)
            {
                failed.Add((id, e));
            }
        }

        result.WriteEndElement();
        result.WriteStartElement("Failed");
        foreach (var (id, error) in failed)
        {
            result.WriteStartElement("member");
            result.WriteElementString("Id", id);
            result.WriteElementString("Code", error.Code);
            result.WriteElementString("Message", XmlCharacters.ReplaceInvalid(error.Message));
            result.WriteElementString("SenderFault", error.IsClientError ? "true" : "false");
            result.WriteEndElement();
        }

        result.WriteEndElement();
    }

    private void CheckBatch(QueryRequest request, string topic, List<string> entries)
    {
        if (entries.Count == 0)
        {
            throw new AwsException("EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }

        if (entries.Count > 10)
        {
            throw new AwsException("TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
        }

        var ids = entries.Select(entry => Required(request, entry + "Id")).ToList();
        if (!ids.TrueForAll(id => id.Length <= 80 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')))
        {
            throw new AwsException("InvalidBatchEntryId", "The Id of a batch entry in a batch request doesn't abide by the specification.");
        }

        if (ids.Distinct(StringComparer.Ordinal).Count() < ids.Count)
        {
            throw new AwsException("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
        }

        topics.DisplayName(topic);
        if (entries.Sum(entry => System.Text.Encoding.UTF8.GetByteCount(request[entry + "Message"] ?? "")) > TopicRules.MaxMessageBytes)
        {
            throw new AwsException("BatchRequestTooLong", "The length of all the batch messages put together is more than the limit.");
        }
    }

    private static TopicMessage MessageIn(QueryRequest request, string prefix)
    {
        if (request[prefix + "MessageDeduplicationId"] is { Length: > 0 })
        {
            throw TopicRules.Invalid(
                "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type"
            );
        }

        var attributes = new Dictionary<string, TopicMessageAttribute>();
        foreach (var entry in request.Members(prefix + "MessageAttributes.entry"))
        {
            attributes[Required(request, entry + ".Name")] = new TopicMessageAttribute(
                request[entry + ".Value.DataType"] ?? "",
                request[entry + ".Value.StringValue"] ?? request[entry + ".Value.BinaryValue"] ?? ""
            );
        }

        var text = request[prefix + "Message"] ?? "";
        return new TopicMessage(request[prefix + "MessageStructure"] == "json" && text.Length > 0 ? ForMail(text) : text)
        {
            Subject = request[prefix + "Subject"],
            Attributes = attributes,
        };
    }

    /// <summary>The text for e-mail in a message with a text for each protocol.</summary>
    private static string ForMail(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var texts = document.RootElement;
            if (
                texts.ValueKind != JsonValueKind.Object
                || !texts.TryGetProperty("default", out var general)
                || general.ValueKind != JsonValueKind.String
            )
            {
                throw TopicRules.Invalid("Message Structure - No default entry in JSON message body");
            }

            return texts.TryGetProperty("email", out var email) && email.ValueKind == JsonValueKind.String
                ? email.GetString()!
                : general.GetString()!;
        }
        catch (JsonException)
        {
            throw TopicRules.Invalid("Message Structure - JSON message body failed to parse");
        }
    }
}
