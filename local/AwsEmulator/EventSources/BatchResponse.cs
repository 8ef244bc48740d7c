using System.Text.Json;
using PromptToImage.AwsEmulator.Queues;

namespace PromptToImage.AwsEmulator.EventSources;

/// <summary>
/// Reads which messages of a batch a function reports as failed,
/// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting.
/// </summary>
internal static class BatchResponse
{
    /// <summary>
    /// The messages that succeeded; null when the whole batch counts as failed: the response is not JSON,
    /// names a message that is not in the batch, or has an invalid entry.
    /// </summary>
    public static IReadOnlyList<ReceivedMessage>? Succeeded(ReadOnlyMemory<byte> response, IReadOnlyList<ReceivedMessage> batch)
    {
        try
        {
            using var document = JsonDocument.Parse(response);
            var root = document.RootElement;
            // No response, an empty one, and one without failures are all success.
            if (
                root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("batchItemFailures", out var failures)
                || failures.ValueKind == JsonValueKind.Null
            )
            {
                return batch;
            }

            if (failures.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            var failed = new HashSet<string>(StringComparer.Ordinal);
            foreach (var failure in failures.EnumerateArray())
            {
                if (
                    failure.ValueKind != JsonValueKind.Object
                    || !failure.TryGetProperty("itemIdentifier", out var id)
                    || id.ValueKind != JsonValueKind.String
                    || !batch.Any(message => message.MessageId == id.GetString())
                )
                {
                    return null;
                }

                failed.Add(id.GetString()!);
            }

            return [.. batch.Where(message => !failed.Contains(message.MessageId))];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
