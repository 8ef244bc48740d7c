using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace PromptToImage.Client.DeadLetters;

/// <summary>
/// Received dead letters. SQS shows a message only to its receiver, so other receivers do not see these until this object is disposed.
/// Then all letters that were not removed are visible again at once.
/// </summary>
internal sealed class ReceivedDeadLetters : IAsyncDisposable
{
    /// <summary>The largest batch of SQS.</summary>
    private const int BatchSize = 10;

    /// <summary>The visibility timeout. If this process is killed, the letters are visible again after it.</summary>
    private const int VisibilitySeconds = 120;

    private readonly IAmazonSQS _queues;
    private readonly string _queueUrl;
    private readonly Dictionary<string, ReceivedDeadLetter> _letters = new(StringComparer.Ordinal);

    private ReceivedDeadLetters(IAmazonSQS queues, string queueUrl)
    {
        _queues = queues;
        _queueUrl = queueUrl;
    }

    /// <summary>The letters that were not removed, oldest first.</summary>
    public IReadOnlyList<ReceivedDeadLetter> Letters =>
        [.. _letters.Values.OrderBy(letter => letter.SentAt).ThenBy(letter => letter.Id, StringComparer.Ordinal)];

    /// <param name="waitSeconds">0 queries some of SQS's servers, 1 or more queries all of them.</param>
    /// <param name="isEnough">Whether to stop receiving.</param>
    public static async Task<ReceivedDeadLetters> OpenAsync(
        IAmazonSQS queues,
        string queueUrl,
        int waitSeconds,
        Func<ReceivedDeadLetters, bool> isEnough,
        CancellationToken cancellationToken
    )
    {
        var received = new ReceivedDeadLetters(queues, queueUrl);
        try
        {
            while (!isEnough(received) && await received.ReceiveAsync(waitSeconds, cancellationToken))
            {
                // Receives until a response has nothing new.
            }
            return received;
        }
        catch
        {
            await received.DisposeAsync();
            throw;
        }
    }

    /// <summary>Deletes a letter that has been redriven.</summary>
    public async Task RemoveAsync(ReceivedDeadLetter letter)
    {
        // Not cancelled, because the letter has been sent and would stay as a second copy.
        await _queues.DeleteMessageAsync(
            new DeleteMessageRequest { QueueUrl = _queueUrl, ReceiptHandle = letter.ReceiptHandle },
            CancellationToken.None
        );
        _letters.Remove(letter.MessageId);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var some in _letters.Values.Chunk(BatchSize))
        {
            await _queues.ChangeMessageVisibilityBatchAsync(
                new ChangeMessageVisibilityBatchRequest
                {
                    QueueUrl = _queueUrl,
                    Entries =
                    [
                        .. some.Select(
                            (letter, i) =>
                                new ChangeMessageVisibilityBatchRequestEntry
                                {
                                    Id = i.ToString(CultureInfo.InvariantCulture),
                                    ReceiptHandle = letter.ReceiptHandle,
                                    VisibilityTimeout = 0,
                                }
                        ),
                    ],
                },
                CancellationToken.None
            );
        }
        _letters.Clear();
    }

    private async Task<bool> ReceiveAsync(int waitSeconds, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Not cancelled, because received messages must be made visible again.
        var response = await _queues.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = _queueUrl,
                MaxNumberOfMessages = BatchSize,
                VisibilityTimeout = VisibilitySeconds,
                WaitTimeSeconds = waitSeconds,
                MessageAttributeNames = ["All"],
                MessageSystemAttributeNames = ["SentTimestamp"],
            },
            CancellationToken.None
        );
        var before = _letters.Count;
        foreach (var message in response.Messages ?? [])
        {
            _letters[message.MessageId] = new ReceivedDeadLetter(message);
        }

        return _letters.Count > before;
    }
}
