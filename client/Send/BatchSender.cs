using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace PromptToImage.Client.Send;

/// <summary>The result for one prompt of a file.</summary>
/// <param name="Failure">Null where the queue has the message.</param>
/// <param name="IsFatal">Whether the other prompts would fail too, for example because the queue does not exist.</param>
internal sealed record SendOutcome(OutgoingPrompt Prompt, Exception? Failure, bool IsFatal);

/// <summary>The numbers of a file that is being sent.</summary>
internal sealed class SendTally
{
    public required int All { get; init; }

    public required int Sent { get; set; }

    /// <summary>The error because of which the rest was not sent.</summary>
    public Exception? Fatal { get; private set; }

    public void Add(SendOutcome outcome)
    {
        if (outcome.Failure is null)
        {
            Sent++;
        }
        else if (outcome.IsFatal)
        {
            Fatal ??= outcome.Failure;
        }
    }
}

/// <summary>
/// Sends prompts in batches of ten, a few batches at a time, and returns the results in the file's order. Entries of a batch that the
/// queue rejects are sent again. After a stop it sends no more batches and returns the results of those that it has sent.
/// </summary>
internal sealed class BatchSender(IAmazonSQS queues, string queueUrl, TimeProvider clock)
{
    /// <summary>The largest batch of SQS.</summary>
    private const int BatchSize = 10;

    /// <summary>SQS admits 1 MiB per batch, including names and attributes.</summary>
    private const int BatchBytes = 1_000_000;

    /// <summary>Enough for a connection to another continent, and few enough to stop soon.</summary>
    private const int BatchesAtATime = 8;

    private const int Tries = 5;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);

    public async IAsyncEnumerable<SendOutcome> SendAsync(
        IReadOnlyList<OutgoingPrompt> prompts,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var pending = new Queue<Task<List<SendOutcome>>>();
        var stopped = false;
        foreach (var batch in Batches(prompts))
        {
            if (stopped || cancellationToken.IsCancellationRequested)
            {
                break;
            }

            pending.Enqueue(SendBatchAsync(batch, cancellationToken));
            if (pending.Count < BatchesAtATime)
            {
                continue;
            }

            foreach (var outcome in await pending.Dequeue())
            {
                stopped |= outcome.IsFatal;
                yield return outcome;
            }
        }
        while (pending.TryDequeue(out var batch))
        {
            foreach (var outcome in await batch)
            {
                yield return outcome;
            }
        }
    }

    private static IEnumerable<IReadOnlyList<OutgoingPrompt>> Batches(IReadOnlyList<OutgoingPrompt> prompts)
    {
        var batch = new List<OutgoingPrompt>(BatchSize);
        var bytes = 0;
        foreach (var prompt in prompts)
        {
            var size = Encoding.UTF8.GetByteCount(prompt.Body);
            if (batch.Count == BatchSize || (batch.Count > 0 && bytes + size > BatchBytes))
            {
                yield return batch;
                batch = new List<OutgoingPrompt>(BatchSize);
                bytes = 0;
            }
            batch.Add(prompt);
            bytes += size;
        }
        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    /// <summary>Does not throw. Each prompt's error is in its outcome.</summary>
    private async Task<List<SendOutcome>> SendBatchAsync(IReadOnlyList<OutgoingPrompt> batch, CancellationToken cancellationToken)
    {
        var failures = new Exception?[batch.Count];
        var left = Enumerable.Range(0, batch.Count).ToList();
        try
        {
            for (var attempt = 1; left.Count > 0; attempt++)
            {
                // Not cancelled by Ctrl-C, because only the response says which messages the queue has.
                var response = await queues.SendMessageBatchAsync(RequestFor(batch, left), CancellationToken.None);
                left.Clear();
                foreach (var entry in response.Failed ?? [])
                {
                    var index = int.Parse(entry.Id, CultureInfo.InvariantCulture);
                    failures[index] = new AmazonSQSException($"{entry.Code}: {entry.Message}");
                    if (entry.SenderFault != true && attempt < Tries)
                    {
                        left.Add(index);
                    }
                }
                foreach (var entry in response.Successful ?? [])
                {
                    failures[int.Parse(entry.Id, CultureInfo.InvariantCulture)] = null;
                }

                if (left.Count > 0)
                {
                    await Task.Delay(FirstDelay * Math.Pow(2, attempt - 1), clock, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped before the next try. The errors of this try are the results.
        }
        catch (Exception e)
        {
            // The error becomes the outcome of every prompt of the failed request.
            return
            [
                .. batch.Select(
                    (prompt, i) =>
                        left.Contains(i) ? new SendOutcome(prompt, e, IsFatal: true) : new SendOutcome(prompt, failures[i], IsFatal: false)
                ),
            ];
        }
        return [.. batch.Select((prompt, i) => new SendOutcome(prompt, failures[i], IsFatal: false))];
    }

    private SendMessageBatchRequest RequestFor(IReadOnlyList<OutgoingPrompt> batch, List<int> indexes)
    {
        return new SendMessageBatchRequest
        {
            QueueUrl = queueUrl,
            Entries =
            [
                .. indexes.Select(i => new SendMessageBatchRequestEntry
                {
                    Id = i.ToString(CultureInfo.InvariantCulture),
                    MessageBody = batch[i].Body,
                }),
            ],
        };
    }
}
