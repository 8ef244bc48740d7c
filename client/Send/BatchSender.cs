using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace PromptToImage.Client.Send;

/// <summary>
/// Sends prompts in batches of ten, a few batches at a time, and answers in the file's order. What the queue refuses of a
/// batch is sent again; asked to stop, it starts no more and answers for what is under way.
/// </summary>
internal sealed class BatchSender(IAmazonSQS queues, string queueUrl, TimeProvider clock)
{
    /// <summary>SQS takes no more.</summary>
    private const int BatchSize = 10;

    /// <summary>SQS takes 1 MiB in a batch, names and attributes included.</summary>
    private const int BatchBytes = 1_000_000;

    /// <summary>Enough to keep a connection to another continent busy, few enough to lose little to Ctrl-C.</summary>
    private const int BatchesAtATime = 8;

    private const int Tries = 5;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);

    public async IAsyncEnumerable<SendOutcome> SendAsync(
        IReadOnlyList<OutgoingPrompt> prompts,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        var underWay = new Queue<Task<List<SendOutcome>>>();
        var stopped = false;
        foreach (var batch in Batches(prompts))
        {
            if (stopped || stop.IsCancellationRequested)
            {
                break;
            }

            underWay.Enqueue(SendBatchAsync(batch, stop));
            if (underWay.Count < BatchesAtATime)
            {
                continue;
            }

            foreach (var outcome in await underWay.Dequeue())
            {
                stopped |= outcome.IsFatal;
                yield return outcome;
            }
        }
        while (underWay.TryDequeue(out var batch))
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

    /// <summary>Never throws: what happened to each prompt is in its outcome.</summary>
    private async Task<List<SendOutcome>> SendBatchAsync(IReadOnlyList<OutgoingPrompt> batch, CancellationToken stop)
    {
        var failures = new Exception?[batch.Count];
        var left = Enumerable.Range(0, batch.Count).ToList();
        try
        {
            for (var attempt = 1; left.Count > 0; attempt++)
            {
                // Not cancelled by Ctrl-C: a request that is out must be answered, or nobody knows whether it was taken.
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
                    await Task.Delay(FirstDelay * Math.Pow(2, attempt - 1), clock, stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped while waiting to send the rest again: their failures stand.
        }
        catch (Exception e)
        {
            // It becomes the outcome of every prompt that the failed call was to send.
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
