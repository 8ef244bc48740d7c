namespace PromptToImage.Simulation;

/// <summary>Measured values and their percentiles.</summary>
public sealed class Distribution
{
    private readonly List<double> _values = [];
    private bool _sorted;

    public int Count => _values.Count;

    public double Sum { get; private set; }

    public void Add(double value)
    {
        _values.Add(value);
        Sum += value;
        _sorted = false;
    }

    /// <summary>
    /// The smallest value that at least <paramref name="percent"/> of all values do not exceed (nearest rank); null when there are no values.
    /// </summary>
    public double? Percentile(double percent)
    {
        if (_values.Count == 0)
        {
            return null;
        }

        if (!_sorted)
        {
            _values.Sort();
            _sorted = true;
        }

        var rank = (int)Math.Ceiling(percent / 100 * _values.Count);
        return _values[Math.Clamp(rank - 1, 0, _values.Count - 1)];
    }
}
