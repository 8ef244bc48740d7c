using System.Text.Json;
using Amazon.SQS.Model;
using PromptToImage.Client.Commands;

namespace PromptToImage.Client.DeadLetters;

/// <summary>The dead-letter queue of a session's pipeline.</summary>
internal sealed class DeadLetterQueue(Session session)
{
    /// <summary>As set, or as the prompts' queue names it in its redrive policy.</summary>
    /// <exception cref="ClientException">Neither is known.</exception>
    public async Task<string> FindUrlAsync(CancellationToken stop)
    {
        if (session.Settings.DeadLetterQueueUrl is { } url)
        {
            return url;
        }

        if (session.Settings.QueueUrl is not { } queueUrl)
        {
            throw ClientException.WrongUse(
                "Which dead-letter queue? Set DEAD_LETTER_QUEUE_URL or SQS_QUEUE_URL, or pass --dead-letter-queue-url URL, or pass --local for the runner on this machine."
            );
        }
        var attributes = await session.Clients.Queues.GetQueueAttributesAsync(
            new GetQueueAttributesRequest { QueueUrl = queueUrl, AttributeNames = ["RedrivePolicy"] },
            stop
        );
        if (attributes.Attributes?.GetValueOrDefault("RedrivePolicy") is not { } policy)
        {
            throw ClientException.WrongUse($"{queueUrl} has no dead-letter queue. Check SQS_QUEUE_URL, or set DEAD_LETTER_QUEUE_URL.");
        }

        using var document = JsonDocument.Parse(policy);
        var arn = document.RootElement.GetProperty("deadLetterTargetArn").GetString()!.Split(':');
        var found = await session.Clients.Queues.GetQueueUrlAsync(
            new GetQueueUrlRequest { QueueName = arn[^1], QueueOwnerAWSAccountId = arn[^2] },
            stop
        );
        return found.QueueUrl;
    }

    /// <summary>Takes letters out until all of those with these ids are there, or all there are.</summary>
    /// <param name="ids">Empty: all.</param>
    public async Task<DeadLetterBox> OpenAsync(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        return await DeadLetterBox.OpenAsync(
            session.Clients.Queues,
            await FindUrlAsync(stop),
            session.Settings.IsLocal ? 0 : 1,
            box => ids.Count > 0 && ids.All(id => box.Letters.Any(letter => letter.Id == id)),
            stop
        );
    }
}
