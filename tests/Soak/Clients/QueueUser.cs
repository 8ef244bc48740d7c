using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PromptToImage.Soak.Measuring;

namespace PromptToImage.Soak.Clients;

/// <summary>
/// Sends messages to a queue, receives and deletes them. A message is lost if it was acknowledged and is not received. It is doubled if a
/// receive that began after the acknowledgement of its deletion returns it as the next receive. A receive between the two would make the
/// deletion's receipt handle an old one, with which SQS deletes nothing.
/// </summary>
internal sealed class QueueUser(SoakClient client, Observations observations)
{
    private const string Queue = "soak";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<string, bool> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _received = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Deletion> _deleted = new(StringComparer.Ordinal);
    private volatile bool _isSending;

    public int Sent => _acknowledged.Count;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await client.InsistAsync(
            "AmazonSQS.CreateQueue",
            () => new JsonObject { ["QueueName"] = Queue, ["Attributes"] = new JsonObject { ["VisibilityTimeout"] = "5" } }
        );
        _isSending = true;
        var receiving = Task.WhenAll(ReceiveAsync(), ReceiveAsync());
        await SendAsync(cancellationToken);
        _isSending = false;
        await receiving;
        foreach (var id in _acknowledged.Keys.Where(id => !_received.ContainsKey(id)))
        {
            observations.AddLost($"message {id}");
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        for (var number = 0; !cancellationToken.IsCancellationRequested; number++)
        {
            var request = new JsonObject { ["QueueUrl"] = Url, ["MessageBody"] = $"message {number}" };
            if (await client.CallAsync("AmazonSQS.SendMessage", request) is { IsSuccess: true } answer)
            {
                _acknowledged[answer.Json["MessageId"]!.GetValue<string>()] = true;
            }

            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Receives until nothing is sent and two long polls in turn, which are longer than the visibility timeout, are empty.</summary>
    private async Task ReceiveAsync()
    {
        var empty = 0;
        while (_isSending || empty < 2)
        {
            var request = new JsonObject
            {
                ["QueueUrl"] = Url,
                ["MaxNumberOfMessages"] = 10,
                ["WaitTimeSeconds"] = 6,
                ["AttributeNames"] = new JsonArray("ApproximateReceiveCount"),
            };
            var began = TimeProvider.System.GetTimestamp();
            if (await client.CallAsync("AmazonSQS.ReceiveMessage", request, RequestKind.Long) is not { IsSuccess: true } answer)
            {
                continue;
            }

            var messages = answer.Json["Messages"]?.AsArray() ?? [];
            empty = messages.Count == 0 ? empty + 1 : 0;
            foreach (var message in messages)
            {
                await TakeAsync(message!, began);
            }
        }
    }

    private async Task TakeAsync(JsonNode message, long began)
    {
        var id = message["MessageId"]!.GetValue<string>();
        var receives = int.Parse(
            message["Attributes"]!["ApproximateReceiveCount"]!.GetValue<string>(),
            System.Globalization.CultureInfo.InvariantCulture
        );
        if (_deleted.TryGetValue(id, out var deletion) && deletion.At < began && deletion.Receives == receives - 1)
        {
            observations.AddDoubled($"message {id} was received after its deletion");
        }

        _received[id] = true;
        var request = new JsonObject { ["QueueUrl"] = Url, ["ReceiptHandle"] = message["ReceiptHandle"]!.GetValue<string>() };
        if (await client.CallAsync("AmazonSQS.DeleteMessage", request) is { IsSuccess: true })
        {
            _deleted[id] = new(receives, TimeProvider.System.GetTimestamp());
        }
    }

    private string Url => new Uri(client.Endpoint, $"/000000000000/{Queue}").ToString();

    /// <param name="Receives">The number of the receive whose receipt handle was used.</param>
    /// <param name="At">When the deletion was acknowledged, as a timestamp.</param>
    private readonly record struct Deletion(int Receives, long At);
}
