using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>A place in a history that is read once, with a view of the events that follow.</summary>
internal sealed class HistoryCursor(IEnumerable<HistoryEvent> history) : IDisposable
{
    private readonly IEnumerator<HistoryEvent> _source = history.GetEnumerator();
    private readonly Queue<HistoryEvent> _ahead = new();
    private HistoryEvent? _current;

    public HistoryEvent Current => _current ?? throw new InvalidOperationException("The cursor is before the first event.");

    public bool MoveNext()
    {
        if (_ahead.TryDequeue(out _current))
        {
            return true;
        }

        _current = _source.MoveNext() ? _source.Current : null;
        return _current is not null;
    }

    /// <summary>The events after the current one, as far as they are enumerated. Those are kept until the cursor reaches them.</summary>
    public IEnumerable<HistoryEvent> Following()
    {
        foreach (var e in _ahead)
        {
            yield return e;
        }

        while (_source.MoveNext())
        {
            _ahead.Enqueue(_source.Current);
            yield return _source.Current;
        }
    }

    public void Dispose() => _source.Dispose();
}
