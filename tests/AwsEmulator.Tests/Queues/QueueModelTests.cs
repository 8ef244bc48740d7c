using PromptToImage.AwsEmulator.Queues;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Tests.Queues;

public sealed class QueueModelTests
{
    [Fact]
    public async Task The_model_and_the_database_agree_after_any_sequence_of_operations()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            await CompareAsync(new Random(seed), operations: 400);
        }
    }

    [Fact]
    public void The_model_handles_a_hundred_thousand_messages()
    {
        var now = new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
        var model = new QueueModel<int>(new QueueSettings());
        for (var i = 0; i < 100_000; i++)
        {
            model.Send(i, now);
        }

        long sum = 0;
        while (model.Receive(10, now) is { Count: > 0 } deliveries)
        {
            foreach (var delivery in deliveries)
            {
                sum += delivery.Body;
                model.Delete(delivery.Receipt);
            }
        }

        Assert.Equal(4_999_950_000, sum);
        Assert.Null(model.AgeOfOldestMessage(now));
    }

    private static async Task CompareAsync(Random random, int operations)
    {
        await using var queues = new QueueFixture();
        await queues.CreateWithDeadLettersAsync(maxReceiveCount: 4);
        await queues.CreateAsync("work", ("VisibilityTimeout", 20), ("MessageRetentionPeriod", 600));
        var dead = new QueueModel<string>(new QueueSettings());
        var work = new QueueModel<string>(queues.Service.SettingsFor("work"), dead);
        List<(ReceivedMessage Stored, ModelReceipt Receipt)> receipts = [];

        for (var i = 0; i < operations; i++)
        {
            var now = queues.Time.GetUtcNow();
            switch (random.Next(6))
            {
                case 0 or 1:
                    var delay = random.Next(4) == 0 ? random.Next(30) : 0;
                    await queues.SendAsync("work", $"{i}", delay);
                    work.Send($"{i}", now, TimeSpan.FromSeconds(delay));
                    break;
                case 2:
                    var max = random.Next(1, 11);
                    var stored = await queues.ReceiveAsync("work", max);
                    var modelled = work.Receive(max, now);
                    Assert.Equal(
                        modelled.Select(delivery => (delivery.Body, delivery.Receives)),
                        stored.Select(message => (message.Body, message.Receives))
                    );
                    receipts.AddRange(stored.Zip(modelled, (message, delivery) => (message, delivery.Receipt)));
                    break;
                case 3 when receipts.Count > 0:
                    var deleted = receipts[random.Next(receipts.Count)];
                    await queues.DeleteAsync("work", deleted.Stored);
                    work.Delete(deleted.Receipt);
                    break;
                case 4 when receipts.Count > 0:
                    var changed = receipts[random.Next(receipts.Count)];
                    var seconds = random.Next(60);
                    var error = await queues.ChangeVisibilityAsync("work", changed.Stored, seconds);
                    Assert.Equal(error is null, work.ChangeVisibility(changed.Receipt, TimeSpan.FromSeconds(seconds), now));
                    break;
                default:
                    queues.Pass(random.Next(30));
                    break;
            }

            Assert.Equal(queues.Service.Count("work"), work.Counts(queues.Time.GetUtcNow()));
            Assert.Equal(queues.Service.Count("dead"), dead.Counts(queues.Time.GetUtcNow()));
            Assert.Equal(queues.Service.AgeOfOldestMessage("work"), work.AgeOfOldestMessage(queues.Time.GetUtcNow()));
        }
    }
}
