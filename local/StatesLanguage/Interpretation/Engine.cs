using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>
/// One decision in the making. Work is done in steps that write at most one event each, and everything that a later step
/// needs is in the execution: that is why a history cut off anywhere can be taken up again.
/// </summary>
internal sealed class Engine : IEvaluationSource
{
    private readonly List<HistoryEvent> _events = [];
    private readonly List<Effect> _effects = [];
    private Strand _current;
    private (int Index, JsonValue Value)? _item;
    private JsonValue? _context;
    private Random? _random;

    public Engine(Execution execution, DateTimeOffset now)
    {
        Execution = execution;
        _current = execution.Root;
        SetTime(now);
    }

    public Execution Execution { get; }

    public DateTimeOffset Now { get; private set; }

    public List<HistoryEvent> Events => _events;

    public bool HasWork => Execution.Pending != PendingStep.None || (Execution.Ready.Count > 0 && !Execution.IsFinished);

    JsonValue IEvaluationSource.Context =>
        _context ??= _item is { } item
            ? ContextObject.ForItem(Execution, _current, item.Index, item.Value)
            : ContextObject.Of(Execution, _current);

    VariableScope IEvaluationSource.Variables => _current.Variables;

    Random IEvaluationSource.Random => Random;

    /// <summary>Chance for the step at hand: it follows from the seed and the place in the history.</summary>
    public Random Random => _random ??= Chance.At(Execution, _current, _item?.Index ?? 0);

    public void SetTime(DateTimeOffset now)
    {
        if (now < Execution.LastEventTime)
        {
            now = Execution.LastEventTime;
        }

        Now = new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
    }

    public EvaluationScope Scope(JsonValue input) => new(input, this);

    public void Drain()
    {
        while (HasWork)
        {
            Step();
        }
    }

    /// <summary>Takes one step; it writes one event or none.</summary>
    public void Step()
    {
        if (Execution.Pending != PendingStep.None)
        {
            ExecutionSteps.Take(this);
            return;
        }
        var strand = Execution.Ready.Peek();
        Focus(strand);
        if (!StrandSteps.Take(this, strand) && Execution.Ready.Count > 0 && ReferenceEquals(Execution.Ready.Peek(), strand))
        {
            Execution.Ready.Dequeue();
        }
    }

    public void Accept(ExecutionEvent e) => Arrivals.Accept(this, e);

    public Decision Decision(bool whole)
    {
        if (whole && !Execution.IsFinished)
        {
            return new Decision(Execution, _events, Execution.Outstanding);
        }
        // The host may have been stopped before it could act on the end.
        if (whole && _effects.Count == 0)
        {
            _effects.Add(new Effect.ExecutionFinished(Execution.Status, Execution.Output, Execution.Error, Execution.Cause));
        }

        return new Decision(Execution, _events, _effects);
    }

    /// <summary>Makes a strand's the scope in which expressions are evaluated.</summary>
    public void Focus(Strand strand)
    {
        _current = strand;
        _item = null;
        _context = null;
        _random = null;
    }

    /// <summary>The same for one item of a Map, before its iteration is there.</summary>
    public void FocusItem(Strand map, int index, JsonValue item)
    {
        Focus(map);
        _item = (index, item);
    }

    /// <summary>Lets strands, and all within them, do nothing more.</summary>
    public void Forget(List<Strand> strands)
    {
        for (var left = Execution.Ready.Count; left > 0; left--)
        {
            var ready = Execution.Ready.Dequeue();
            if (!IsWithin(ready, strands))
            {
                Execution.Ready.Enqueue(ready);
            }
        }
    }

    public void Wake(Strand strand) => Execution.Ready.Enqueue(strand);

    /// <summary>What has ended wants nothing more.</summary>
    public void Do(Effect effect)
    {
        if (!Execution.IsFinished)
        {
            _effects.Add(effect);
        }
    }

    /// <summary>Id that the strand's next event will have.</summary>
    public long NextId(Strand strand) => strand.Hidden ? Execution.LastHiddenId - 1 : Execution.LastEventId + 1;

    /// <summary>Writes a strand's event, which the strand's next one follows.</summary>
    public void Write(Strand strand, HistoryEventType type, HistoryDetails? details) =>
        strand.Last = WriteAside(strand, strand.Last, type, details);

    /// <summary>Writes an event about a strand that its next event does not follow.</summary>
    public long WriteAside(Strand strand, long previous, HistoryEventType type, HistoryDetails? details)
    {
        if (strand.Hidden)
        {
            return --Execution.LastHiddenId;
        }

        if (Execution.LastEventId == Interpreter.MaxHistoryEvents - 1)
        {
            ExecutionSteps.Fail(
                this,
                previous,
                ErrorNames.Runtime,
                $"The execution reached the maximum number of history events ({Interpreter.MaxHistoryEvents})."
            );
            return Execution.LastEventId;
        }
        return WriteAny(previous, type, details);
    }

    public long WriteAny(long previous, HistoryEventType type, HistoryDetails? details)
    {
        var e = new HistoryEvent(Execution.LastEventId + 1, previous, Now, type, details);
        Execution.LastEventId = e.Id;
        Execution.LastEventTime = Now;
        _events.Add(e);
        _random = null;
        return e.Id;
    }

    private static bool IsWithin(Strand? strand, List<Strand> strands)
    {
        for (; strand is not null; strand = strand.Parent)
        {
            if (strands.Contains(strand))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Sends a strand into a state.</summary>
    public static void Move(Strand strand, State state, JsonValue input)
    {
        strand.State = state;
        strand.Input = input;
        strand.Phase = Phase.Enter;
        strand.Result = null;
        strand.Error = null;
        strand.Cause = null;
        strand.HeartbeatMissed = false;
        strand.Attempt = 0;
        strand.Retries = null;
        strand.Group = null;
        strand.Due = null;
        strand.HeartbeatDue = null;
    }
}
