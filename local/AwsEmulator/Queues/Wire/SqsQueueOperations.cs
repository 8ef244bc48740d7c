using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues.Wire;

/// <summary>The operations of SQS on queues: their attributes, URLs, tags and lists.</summary>
internal sealed class SqsQueueOperations(QueueService queues, Func<Uri> endpoint)
{
    public Task DeleteAsync(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken) =>
        queues.Directory.DeleteAsync(request.FindQueue(queues));

    public Task PurgeAsync(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken) =>
        queues.Directory.PurgeAsync(request.FindQueue(queues));

    public async Task CreateAsync(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        // The JSON protocol renamed this member. SDKs send either name.
        var tags = request.TextMap("tags") is { Count: > 0 } lower ? lower : request.TextMap("Tags");
        var queue = await queues.Directory.CreateAsync(request.RequiredText("QueueName"), request.TextMap("Attributes"), tags);
        response.WriteString("QueueUrl", UrlFor(queue));
    }

    public Task GetUrl(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        if (request.Text("QueueOwnerAWSAccountId") is { } owner && owner != AwsAccount.Id)
        {
            throw SqsErrors.QueueDoesNotExist();
        }

        response.WriteString("QueueUrl", UrlFor(queues.Directory.Get(request.RequiredText("QueueName"))));
        return Task.CompletedTask;
    }

    public Task List(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var prefix = request.Text("QueueNamePrefix") ?? "";
        WriteUrls(
            request,
            response,
            "QueueUrls",
            queues.Directory.All.Where(queue => queue.Name.StartsWith(prefix, StringComparison.Ordinal))
        );
        return Task.CompletedTask;
    }

    public Task ListDeadLetterSources(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        // The only member of SQS that starts with a lower-case letter.
        WriteUrls(request, response, "queueUrls", queues.Directory.DeadLetterSourcesOf(request.FindQueue(queues)));
        return Task.CompletedTask;
    }

    public Task GetAttributes(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var queue = request.FindQueue(queues);
        var names = request.Texts("AttributeNames");
        if (names.Count == 0)
        {
            return Task.CompletedTask;
        }

        var counts = new Lazy<QueueCounts>(() => queues.Count(queue.Name));
        var computed = new Dictionary<string, Func<long>>(StringComparer.Ordinal)
        {
            ["ApproximateNumberOfMessages"] = () => counts.Value.Visible,
            ["ApproximateNumberOfMessagesNotVisible"] = () => counts.Value.InFlight,
            ["ApproximateNumberOfMessagesDelayed"] = () => counts.Value.Delayed,
            ["CreatedTimestamp"] = () => queue.CreatedAt.ToUnixTimeSeconds(),
            ["LastModifiedTimestamp"] = () => queue.ModifiedAt.ToUnixTimeSeconds(),
        };
        var isAll = names.Contains("All");
        foreach (var name in names)
        {
            if (
                name is not ("All" or "QueueArn" or "FifoQueue" or "ContentBasedDeduplication")
                && !computed.ContainsKey(name)
                && !QueueAttributes.CanBeSet(name)
            )
            {
                throw SqsErrors.InvalidAttributeName(name);
            }
        }

        response.WriteStartObject("Attributes");
        if (isAll || names.Contains("QueueArn"))
        {
            response.WriteString("QueueArn", queue.Arn);
        }

        foreach (var (name, value) in computed)
        {
            if (isAll || names.Contains(name))
            {
                response.WriteString(name, value().ToString(CultureInfo.InvariantCulture));
            }
        }

        foreach (var (name, value) in queue.Attributes.Values)
        {
            if (isAll || names.Contains(name))
            {
                response.WriteString(name, value);
            }
        }

        response.WriteEndObject();
        return Task.CompletedTask;
    }

    public Task SetAttributesAsync(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken) =>
        queues.Directory.SetAttributesAsync(request.FindQueue(queues), request.TextMap("Attributes"));

    public Task TagAsync(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var queue = request.FindQueue(queues);
        var tags = request.TextMap("Tags");
        if (tags.Count == 0)
        {
            throw SqsErrors.MissingParameter("Tags");
        }

        return queues.Directory.SetTagsAsync(queue, before => before.SetItems(tags));
    }

    public Task UntagAsync(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var queue = request.FindQueue(queues);
        var keys = request.Texts("TagKeys");
        if (keys.Count == 0)
        {
            throw SqsErrors.InvalidParameterValue("Tag keys must be between 1 and 128 characters in length.");
        }

        return queues.Directory.SetTagsAsync(queue, before => before.RemoveRange(keys));
    }

    public Task ListTags(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var tags = request.FindQueue(queues).Tags;
        if (tags.Count == 0)
        {
            return Task.CompletedTask;
        }

        response.WriteStartObject("Tags");
        foreach (var (key, value) in tags)
        {
            response.WriteString(key, value);
        }

        response.WriteEndObject();
        return Task.CompletedTask;
    }

    private void WriteUrls(JsonElement request, Utf8JsonWriter response, string member, IEnumerable<Queue> found)
    {
        const int LargestPage = 1000;
        var max = request.Integer("MaxResults", 1, LargestPage);
        var after = request.Text("NextToken") is { Length: > 0 } token ? ReadToken(token) : "";
        var rest = found.Where(queue => string.CompareOrdinal(queue.Name, after) > 0).Take((max ?? LargestPage) + 1).ToList();
        var page = rest.Take(max ?? LargestPage).ToList();
        response.WriteStartArray(member);
        foreach (var queue in page)
        {
            response.WriteStringValue(UrlFor(queue));
        }

        response.WriteEndArray();
        if (rest.Count > page.Count && max is not null)
        {
            response.WriteString("NextToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(page[^1].Name)));
        }
    }

    private static string ReadToken(string token)
    {
        Span<byte> bytes = stackalloc byte[256];
        return token.Length < 256 && Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes[..length])
            : throw SqsErrors.InvalidParameterValue("Invalid or expired next token.");
    }

    private string UrlFor(Queue queue) => QueueService.UrlFor(endpoint(), queue.Name);
}
