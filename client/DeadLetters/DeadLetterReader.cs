using System.Text.Json;
using Amazon.SQS.Model;
using PromptToImage.Client.Commands;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.DeadLetters;

/// <summary>Reads the pipeline's dead-letter queue.</summary>
internal sealed class DeadLetterReader(CommandContext context)
{
    /// <summary>The queue's URL: the configured one, or the one in the redrive policy of the prompts' queue.</summary>
    /// <exception cref="CommandException">The dead-letter queue is not known.</exception>
    public async Task<string> FindUrlAsync(CancellationToken cancellationToken)
    {
        if (context.Settings.DeadLetterQueueUrl is { } url)
        {
            return url;
        }

        if (context.Settings.QueueUrl is not { } queueUrl)
        {
            throw CommandException.WrongUse(
                "Which dead-letter queue? Set DEAD_LETTER_QUEUE_URL or SQS_QUEUE_URL, or pass --dead-letter-queue-url URL, "
                    + "or pass --local for the runner on this machine."
            );
        }
        var attributes = await context.Clients.Queues.GetQueueAttributesAsync(
            new GetQueueAttributesRequest { QueueUrl = queueUrl, AttributeNames = ["RedrivePolicy"] },
            cancellationToken
        );
        if (attributes.Attributes?.GetValueOrDefault("RedrivePolicy") is not { } policy)
        {
            throw CommandException.WrongUse($"{queueUrl} has no dead-letter queue. Check SQS_QUEUE_URL, or set DEAD_LETTER_QUEUE_URL.");
        }

        using var document = JsonDocument.Parse(policy);
        var arn = document.RootElement.GetProperty("deadLetterTargetArn").GetString()!.Split(':');
        var found = await context.Clients.Queues.GetQueueUrlAsync(
            new GetQueueUrlRequest { QueueName = arn[^1], QueueOwnerAWSAccountId = arn[^2] },
            cancellationToken
        );
        return found.QueueUrl;
    }

    /// <summary>The error of ids that no dead letter has.</summary>
    public static CommandException Missing(IEnumerable<string> ids, CommandContext context) =>
        CommandException.WrongUse(
            $"No dead letter has the id '{string.Join("', '", ids)}'. To list the dead letters: {context.Command("dead-letters")}"
        );

    /// <summary>Receives letters until all of these ids are found, or the queue has no more.</summary>
    /// <param name="ids">Empty receives all.</param>
    public async Task<ReceivedDeadLetters> OpenAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        return await ReceivedDeadLetters.OpenAsync(
            context.Clients.Queues,
            await FindUrlAsync(cancellationToken),
            context.Settings.IsLocal ? 0 : 1,
            received => ids.Count > 0 && ids.All(id => received.Letters.Any(letter => letter.Id == id)),
            cancellationToken
        );
    }
}
