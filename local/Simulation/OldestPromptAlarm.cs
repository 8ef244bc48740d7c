using PromptToImage.CloudWatchModel;
using PromptToImage.Contracts;

namespace PromptToImage.Simulation;

/// <summary>
/// The alarm on the age of the oldest prompt in virtual time, on the larger one of the queue's <c>ApproximateAgeOfOldestMessage</c> and
/// Start's <c>OldestPromptAge</c>. As in CloudWatch, it is evaluated once a minute.
/// </summary>
internal sealed class OldestPromptAlarm
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly MetricId InQueue = new("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", "prompts");
    private static readonly MetricId Held = new(MetricNames.Namespace, MetricNames.OldestPromptAge, MetricNames.Dimension, "start");

    private readonly VirtualTime _time;
    private readonly Func<TimeSpan?> _ageOfOldestMessage;
    private readonly MetricData _metrics = new(Minute);
    private readonly AlarmEvaluator _evaluator;
    private readonly List<Period> _periods = [];
    private AlarmState _state = AlarmState.Ok;
    private TimeSpan? _since;

    /// <param name="time">The clock.</param>
    /// <param name="threshold">The age above which a datapoint is breaching.</param>
    /// <param name="ageOfOldestMessage">The queue's metric; null where no message counts for it.</param>
    public OldestPromptAlarm(VirtualTime time, TimeSpan threshold, Func<TimeSpan?> ageOfOldestMessage)
    {
        _time = time;
        _ageOfOldestMessage = ageOfOldestMessage;
        _evaluator = new AlarmEvaluator(
            new AlarmDefinition
            {
                Name = "queue-age",
                Metrics =
                [
                    new MetricQuery { Id = "queue", Metric = new MetricStat(InQueue, Statistic.Maximum, Minute), ReturnData = false },
                    new MetricQuery { Id = "start", Metric = new MetricStat(Held, Statistic.Maximum, Minute), ReturnData = false },
                    new MetricQuery { Id = "oldest", Expression = "MAX([queue, start])" },
                ],
                Threshold = threshold.TotalSeconds,
                Comparison = ComparisonOperator.GreaterThanThreshold,
                TreatMissingData = MissingDataTreatment.NotBreaching,
            }
        );
    }

    /// <summary>When the alarm was in ALARM.</summary>
    public IReadOnlyList<Period> Periods => _periods;

    /// <summary>The largest datapoint.</summary>
    public TimeSpan Oldest { get; private set; }

    /// <summary>Evaluates from now on, at the end of each period.</summary>
    public void Begin() => _time.After(Minute, Evaluate);

    /// <summary>Writes a value of <c>OldestPromptAge</c>.</summary>
    /// <param name="at">The time of the value, which can lie in the future.</param>
    /// <param name="age">The age of the prompt at that time.</param>
    public void Write(DateTimeOffset at, TimeSpan age) => _metrics.Add(Held, at, age.TotalSeconds);

    /// <summary>Ends an ALARM that the simulation's end would cut off.</summary>
    public void End()
    {
        if (_since is { } since)
        {
            _periods.Add(new Period(since.TotalSeconds, _time.Elapsed.TotalSeconds));
            _since = null;
        }
    }

    private void Evaluate()
    {
        // The queue reports at the end of the period that is evaluated.
        _metrics.Add(InQueue, _time.Now.AddTicks(-1), (_ageOfOldestMessage() ?? TimeSpan.Zero).TotalSeconds);
        var evaluation = _evaluator.Evaluate(_state, _metrics.Read, _time.Now);
        _state = evaluation.State;
        var age = TimeSpan.FromSeconds(evaluation.Value ?? 0);
        Oldest = age > Oldest ? age : Oldest;
        if (_state == AlarmState.Alarm)
        {
            _since ??= _time.Elapsed;
        }
        else
        {
            End();
        }

        _metrics.RemoveBefore(_time.Now - _evaluator.Range);
        _time.After(Minute, Evaluate);
    }
}
