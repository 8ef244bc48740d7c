using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>The strands of a Parallel or a Map at work.</summary>
internal sealed class Group(JsonValue input, JsonArray? items, int count, int limit)
{
    /// <summary>What <c>$</c> is for ItemSelector.</summary>
    public JsonValue Input { get; } = input;

    /// <summary>What a Map iterates over; null for a Parallel.</summary>
    public JsonArray? Items { get; } = items;

    /// <summary>Branches or iterations.</summary>
    public int Count { get; } = count;

    /// <summary>Iterations at once.</summary>
    public int Limit { get; } = limit;

    /// <summary>Whether the iterations run outside this history.</summary>
    public bool Distributed { get; init; }

    /// <summary>Failed iterations that a distributed Map bears.</summary>
    public double Tolerated { get; init; }

    public JsonValue?[] Results { get; private set; } = new JsonValue?[count];

    /// <summary>Those that have started and not ended well.</summary>
    public List<Strand> Open { get; private set; } = [];

    /// <summary>The next iteration to start.</summary>
    public int Next { get; set; }

    public int Done { get; set; }

    public int Failed { get; set; }

    /// <summary>Events that are to be written, in their order, about strands that ended.</summary>
    public Queue<Notice> Notices { get; private set; } = new();

    /// <summary>An error that ends it as soon as the notices are written.</summary>
    public bool Breaking { get; set; }

    /// <summary>How many of MapRunStarted, MapRunSucceeded and MapStateSucceeded are written.</summary>
    public int Announced { get; set; }

    /// <summary>In a replay, what the history says of a distributed Map's outcome.</summary>
    public HistoryDetails.StateExited? Recorded { get; set; }

    /// <summary>In a replay: the run's end is recorded, its outcome is not.</summary>
    public bool Lost { get; set; }

    /// <summary>Lets the items run again, without announcing them again.</summary>
    public void Restart()
    {
        Lost = false;
        Next = Done = Failed = 0;
        Results = new JsonValue?[Count];
        Open.Clear();
    }

    public Group Fork(Strand parent, Dictionary<Strand, Strand>? copies)
    {
        var fork = (Group)MemberwiseClone();
        fork.Results = (JsonValue?[])Results.Clone();
        fork.Notices = new Queue<Notice>(Notices);
        fork.Open = new List<Strand>(Open.Count);
        foreach (var strand in Open)
        {
            fork.Open.Add(strand.Fork(parent, copies));
        }

        return fork;
    }

    internal readonly record struct Notice(HistoryEventType Type, long Previous, HistoryDetails? Details);
}
