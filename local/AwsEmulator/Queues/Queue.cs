using System.Collections.Immutable;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>What is known of a queue in memory: its attributes, and who waits for its messages.</summary>
internal sealed class Queue(string name)
{
    private readonly List<Waiter> _waiters = [];

    public string Name { get; } = name;

    public string Arn { get; } = AwsAccount.Arn("sqs", name);

    public required QueueStock Stock { get; set; }

    public required QueueAttributes Attributes { get; set; }

    public required ImmutableSortedDictionary<string, string> Tags { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; set; }

    public DateTimeOffset? PurgedAt { get; set; }

    public QueueSettings Settings => Attributes.Settings;

    public Waiter AddWaiter()
    {
        var waiter = new Waiter();
        lock (_waiters)
        {
            _waiters.Add(waiter);
        }

        return waiter;
    }

    public void RemoveWaiter(Waiter waiter)
    {
        lock (_waiters)
        {
            _waiters.Remove(waiter);
        }
    }

    /// <summary>Says that a message will be, or is, visible at a time.</summary>
    public void Announce(DateTimeOffset visibleAt)
    {
        lock (_waiters)
        {
            foreach (var waiter in _waiters)
            {
                if (visibleAt < waiter.Until)
                {
                    waiter.Wake();
                }
            }
        }
    }
}
