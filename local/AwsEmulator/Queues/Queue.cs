using System.Collections.Immutable;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>A queue in memory: its attributes, its counters, and the receives that wait for messages.</summary>
internal sealed class Queue(string name)
{
    private readonly List<PendingReceive> _pendingReceives = [];

    public string Name { get; } = name;

    public string Arn { get; } = QueueService.ArnFor(name);

    public required QueueCounters Counters { get; set; }

    public required QueueAttributes Attributes { get; set; }

    public required ImmutableSortedDictionary<string, string> Tags { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; set; }

    public DateTimeOffset? PurgedAt { get; set; }

    public QueueSettings Settings => Attributes.Settings;

    public PendingReceive AddPendingReceive()
    {
        var receive = new PendingReceive();
        lock (_pendingReceives)
        {
            _pendingReceives.Add(receive);
        }

        return receive;
    }

    public void RemovePendingReceive(PendingReceive receive)
    {
        lock (_pendingReceives)
        {
            _pendingReceives.Remove(receive);
        }
    }

    /// <summary>Wakes the receives that wait beyond the time at which a message becomes visible.</summary>
    public void Announce(DateTimeOffset visibleAt)
    {
        lock (_pendingReceives)
        {
            foreach (var receive in _pendingReceives)
            {
                if (visibleAt < receive.Until)
                {
                    receive.Wake();
                }
            }
        }
    }
}
