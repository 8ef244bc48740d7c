using PromptToImage.CloudWatchModel;

namespace PromptToImage.AwsEmulator.CloudWatch;

/// <summary>The result of one evaluation of an alarm.</summary>
/// <param name="Time">The time of the evaluation.</param>
/// <param name="Value">The value of the newest period; null if it is missing.</param>
/// <param name="State">The state after the evaluation.</param>
public sealed record AlarmSample(DateTimeOffset Time, double? Value, AlarmState State);

/// <summary>An alarm with its state. Thread-safe.</summary>
public sealed class RunningAlarm
{
    // An hour of evaluations, for a chart.
    private const int MaxSamples = 720;

    private readonly Queue<AlarmSample> _samples = new();

    internal RunningAlarm(AlarmEvaluator evaluator, StoredAlarm stored)
    {
        Evaluator = evaluator;
        Stored = stored;
    }

    public AlarmDefinition Definition => Evaluator.Definition;

    public AlarmState State => Stored.State;

    /// <summary>When the state last changed; null if it has never changed.</summary>
    public DateTimeOffset? ChangedAt => Stored.ChangedAt;

    /// <summary>Why the state last changed, in CloudWatch's words.</summary>
    public string Reason => Stored.Reason;

    /// <summary>The value of the newest period; null if it is missing.</summary>
    public double? Value => Samples is [.., var newest] ? newest.Value : null;

    /// <summary>The latest evaluations since the program started, the oldest first.</summary>
    public IReadOnlyList<AlarmSample> Samples
    {
        get
        {
            lock (_samples)
            {
                return [.. _samples];
            }
        }
    }

    internal AlarmEvaluator Evaluator { get; set; }

    internal StoredAlarm Stored { get; set; }

    internal void Add(AlarmSample sample)
    {
        lock (_samples)
        {
            _samples.Enqueue(sample);
            if (_samples.Count > MaxSamples)
            {
                _samples.Dequeue();
            }
        }
    }
}
