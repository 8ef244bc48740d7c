using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace PromptToImage.Client.DeadLetters;

/// <summary>
/// Dead letters taken out to be looked at. SQS cannot show a message without handing it out, so they are hidden from
/// others while this is open; whatever is left in it when it closes is visible again at once.
/// </summary>
internal sealed class DeadLetterBox : IAsyncDisposable
{
    /// <summary>SQS hands out and takes back ten at a time.</summary>
    private const int BatchSize = 10;

    /// <summary>Should this process be killed, the letters are back after so many seconds.</summary>
    private const int HiddenSeconds = 120;

    private readonly IAmazonSQS _queues;
    private readonly string _queueUrl;
    private readonly Dictionary<string, DeadLetter> _letters = new(StringComparer.Ordinal);

    private DeadLetterBox(IAmazonSQS queues, string queueUrl)
    {
        _queues = queues;
        _queueUrl = queueUrl;
    }

    /// <summary>Those not removed, oldest first.</summary>
    public IReadOnlyList<DeadLetter> Letters =>
        [.. _letters.Values.OrderBy(letter => letter.SentAt).ThenBy(letter => letter.Id, StringComparer.Ordinal)];

    /// <param name="waitSeconds">0 asks some of SQS's servers, 1 or more asks them all; on one machine there is one.</param>
    /// <param name="isEnough">Ends the reading early.</param>
    public static async Task<DeadLetterBox> OpenAsync(
        IAmazonSQS queues,
        string queueUrl,
        int waitSeconds,
        Func<DeadLetterBox, bool> isEnough,
        CancellationToken stop
    )
    {
        var box = new DeadLetterBox(queues, queueUrl);
        try
        {
            while (!isEnough(box) && await box.ReceiveAsync(waitSeconds, stop))
            {
                // Each round takes what is there; a round without anything new ends it.
            }
            return box;
        }
        catch
        {
            await box.DisposeAsync();
            throw;
        }
    }

    /// <summary>Deletes a letter that has been sent on.</summary>
    public async Task RemoveAsync(DeadLetter letter)
    {
        // Not cancelled: it was sent on, so it must go, or it stays as a second copy.
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

    private async Task<bool> ReceiveAsync(int waitSeconds, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        // Not cancelled while it is under way: what it hands out must be given back.
        var response = await _queues.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = _queueUrl,
                MaxNumberOfMessages = BatchSize,
                VisibilityTimeout = HiddenSeconds,
                WaitTimeSeconds = waitSeconds,
                MessageAttributeNames = ["All"],
                MessageSystemAttributeNames = ["SentTimestamp"],
            },
            CancellationToken.None
        );
        var before = _letters.Count;
        foreach (var message in response.Messages ?? [])
        {
            _letters[message.MessageId] = new DeadLetter(message);
        }

        return _letters.Count > before;
    }
}
