using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>Deletes expired messages and the messages of deleted and purged queues, in small transactions.</summary>
internal sealed class ExpiredMessages(Database database, QueueDirectory directory, TimeProvider time)
{
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in directory.All)
        {
            var sentUntil = time.GetUtcNow() - queue.Settings.Retention;
            queue.Counters.Add(-await DeleteSentUntilAsync(queue.Counters.Number, sentUntil, cancellationToken));
        }

        for (var number = NextNumber(-1); number is { } known; number = NextNumber(known))
        {
            if (database.Read(session => session.ScalarInt64("SELECT 1 FROM queues WHERE number = ?1", known)) is null)
            {
                await DeleteSentUntilAsync(known, DateTimeOffset.MaxValue, cancellationToken);
            }
        }
    }

    private async Task<long> DeleteSentUntilAsync(long number, DateTimeOffset sentUntil, CancellationToken cancellationToken)
    {
        const int BatchSize = 1000;
        long total = 0;
        int deleted;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            deleted = await database.WriteAsync(session => MessageStore.DeleteExpired(session, number, sentUntil, BatchSize));
            total += deleted;
        } while (deleted == BatchSize);
        return total;
    }

    private long? NextNumber(long after) => database.Read(session => MessageStore.NextNumber(session, after));
}
