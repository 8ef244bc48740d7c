using PromptToImage.AwsEmulator.Storage;
using PromptToImage.CloudWatchModel;

namespace PromptToImage.AwsEmulator.CloudWatch;

/// <summary>
/// The metrics of the emulated services and of functions, with a resolution of one second. Counts and custom metrics survive the process,
/// except those of its last seconds; sampled ones are sampled again. Thread-safe.
/// </summary>
public sealed class MetricStore
{
    private readonly Lock _lock = new();
    private readonly MetricData _data = new(TimeSpan.FromSeconds(1));
    private readonly HashSet<(MetricId Metric, DateTimeOffset Slot)> _unsaved = [];
    private readonly Database _database;

    public MetricStore(Database database)
    {
        _database = database;
        database.Migrate(
            "metrics",
            """
            CREATE TABLE metrics (
                slot INTEGER NOT NULL,
                metric TEXT NOT NULL,
                sample_count REAL NOT NULL,
                sum REAL NOT NULL,
                minimum REAL NOT NULL,
                maximum REAL NOT NULL,
                PRIMARY KEY (slot, metric)) WITHOUT ROWID;
            """
        );
        var saved = database.Read(session =>
            session.Query(
                "SELECT metric, slot, sample_count, sum, minimum, maximum FROM metrics",
                static row =>
                    (
                        Metric: MetricId.FromKey(row.GetString(0)),
                        Slot: row.GetTime(1),
                        Values: new StatisticSet(row.GetDouble(2), row.GetDouble(3), row.GetDouble(4), row.GetDouble(5))
                    )
            )
        );
        foreach (var (metric, slot, values) in saved)
        {
            _data.Add(metric, slot, values);
        }
    }

    /// <summary>Raised for each value of <see cref="Put"/>.</summary>
    public event Action<MetricId, double>? Added;

    /// <summary>Raised for each value that a service measures at intervals, for example the number of a queue's messages.</summary>
    public event Action<MetricId, double>? Sampled;

    /// <summary>Adds a value.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="at">The time of the value, which can be in the future.</param>
    /// <param name="value">The value.</param>
    public void Put(MetricId metric, DateTimeOffset at, double value)
    {
        lock (_lock)
        {
            _data.Add(metric, at, value);
            _unsaved.Add((metric, _data.StartOfSlot(at)));
        }

        Added?.Invoke(metric, value);
    }

    /// <summary>The values from a time, included, until another, excluded; null without a value.</summary>
    public StatisticSet? Read(MetricId metric, DateTimeOffset from, DateTimeOffset until)
    {
        lock (_lock)
        {
            return _data.Read(metric, from, until);
        }
    }

    /// <summary>Adds a value that is not saved.</summary>
    internal void PutSample(MetricId metric, DateTimeOffset at, double value)
    {
        lock (_lock)
        {
            _data.Add(metric, at, value);
        }

        Sampled?.Invoke(metric, value);
    }

    /// <summary>Saves what was added since the last time, and removes the values before a time.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be written. The next call saves the values.</exception>
    internal async Task SaveAsync(DateTimeOffset removeBefore)
    {
        List<(MetricId Metric, DateTimeOffset Slot, StatisticSet Values)> unsaved;
        lock (_lock)
        {
            _data.RemoveBefore(removeBefore);
            _unsaved.RemoveWhere(value => value.Slot < removeBefore);
            unsaved = [.. _unsaved.Select(value => (value.Metric, value.Slot, _data.ReadSlot(value.Metric, value.Slot)!.Value))];
        }

        if (unsaved.Count == 0)
        {
            return;
        }

        await _database.WriteAsync(session =>
        {
            session.Execute("DELETE FROM metrics WHERE slot < ?1", removeBefore);
            foreach (var (metric, slot, values) in unsaved)
            {
                session.Execute(
                    "INSERT OR REPLACE INTO metrics (slot, metric, sample_count, sum, minimum, maximum) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    slot,
                    metric.Key,
                    values.SampleCount,
                    values.Sum,
                    values.Minimum,
                    values.Maximum
                );
            }
        });
        lock (_lock)
        {
            foreach (var (metric, slot, values) in unsaved)
            {
                // A value that was added meanwhile is saved the next time.
                if (_data.ReadSlot(metric, slot) == values)
                {
                    _unsaved.Remove((metric, slot));
                }
            }
        }
    }
}
