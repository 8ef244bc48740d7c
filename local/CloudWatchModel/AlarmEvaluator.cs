using PromptToImage.CloudWatchModel.Expressions;

namespace PromptToImage.CloudWatchModel;

/// <summary>Reads the values of a metric from a time, included, until another, excluded; null without a value.</summary>
public delegate StatisticSet? ReadMetric(MetricId metric, DateTimeOffset from, DateTimeOffset until);

/// <summary>
/// Evaluates an alarm as CloudWatch does, https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html. It reads
/// metrics and has no state of its own, so that the same alarm runs in real and in virtual time.
/// </summary>
public sealed class AlarmEvaluator
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly List<(string Id, MetricStat Metric)> _metrics;
    private readonly List<(string Id, MetricExpression Expression)> _expressions = [];
    private readonly string _watched;
    private readonly int _datapoints;

    /// <exception cref="InvalidAlarmException">CloudWatch would reject the alarm, or it uses something that is not offered.</exception>
    public AlarmEvaluator(AlarmDefinition definition)
    {
        Definition = definition;
        _watched = Watched(definition).Id;
        _metrics = [.. definition.Metrics.Where(query => query.Metric is not null).Select(query => (query.Id, query.Metric!))];
        Period = FindPeriod();
        CheckPeriods();
        _datapoints = AlarmRule.DatapointsRead(definition.EvaluationPeriods);
        foreach (var query in definition.Metrics.Where(query => query.Metric is null))
        {
            _expressions.Add((query.Id, Parse(query)));
        }

        // An operand of the wrong type shows without any data.
        Values((_, _, _) => null, DateTimeOffset.UnixEpoch);
    }

    public AlarmDefinition Definition { get; }

    /// <summary>The length of a period.</summary>
    public TimeSpan Period { get; }

    /// <summary>The length of the time before an evaluation that it reads.</summary>
    public TimeSpan Range => Period * _datapoints;

    /// <summary>Evaluates the alarm.</summary>
    /// <param name="state">The current state.</param>
    /// <param name="read">Reads metrics.</param>
    /// <param name="end">The end of the newest period.</param>
    public AlarmEvaluation Evaluate(AlarmState state, ReadMetric read, DateTimeOffset end)
    {
        var values = Values(read, end);
        var datapoints = new Datapoint[_datapoints];
        for (var i = 0; i < _datapoints; i++)
        {
            datapoints[i] = new Datapoint(StartOf(i, end), values[i]);
        }

        return AlarmRule.Decide(Definition, state, datapoints);
    }

    private DateTimeOffset StartOf(int datapoint, DateTimeOffset end) => end - Period * (_datapoints - datapoint);

    private double?[] Values(ReadMetric read, DateTimeOffset end)
    {
        var results = _metrics.ToDictionary(metric => metric.Id, metric => Read(metric.Metric, read, end));
        foreach (var (id, expression) in _expressions)
        {
            results.Add(id, expression.Evaluate(results, _datapoints));
        }

        return results[_watched];
    }

    private double?[] Read(MetricStat metric, ReadMetric read, DateTimeOffset end)
    {
        var values = new double?[_datapoints];
        for (var i = 0; i < _datapoints; i++)
        {
            var start = StartOf(i, end);
            values[i] = read(metric.Metric, start, start + Period)?.Value(metric.Statistic);
        }

        return values;
    }

    private static MetricQuery Watched(AlarmDefinition definition)
    {
        if (definition.Metrics.GroupBy(query => query.Id, StringComparer.Ordinal).FirstOrDefault(ids => ids.Count() > 1) is { } same)
        {
            throw Invalid(definition, $"the id {same.Key} is used more than once");
        }

        if (definition.Metrics.FirstOrDefault(query => query.Metric is null == query.Expression is null) is { } neither)
        {
            throw Invalid(definition, $"{neither.Id} must be either a metric or an expression");
        }

        return definition.Metrics.Where(query => query.ReturnData).ToList() is [var watched]
            ? watched
            : throw Invalid(definition, "exactly one metric or expression must return data");
    }

    private TimeSpan FindPeriod() =>
        _metrics.Select(metric => metric.Metric.Period).Distinct().ToList() is [var period]
            ? period
            : throw Invalid(Definition, "an alarm needs a metric, and all its metrics must have the same period");

    private void CheckPeriods()
    {
        var seconds = Period.TotalSeconds;
        if (seconds is not (10 or 20 or 30) && (seconds <= 0 || seconds % 60 != 0))
        {
            throw Invalid(Definition, "the period must be 10, 20, 30 or a multiple of 60 seconds");
        }

        var periods = Definition.EvaluationPeriods;
        if (periods < 1 || Definition.DatapointsToAlarm is { } datapoints && (datapoints < 1 || datapoints > periods))
        {
            throw Invalid(Definition, "at least one period must be evaluated, and the datapoints to alarm are at most as many");
        }

        // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html: a week for periods of an hour and more.
        if (Period * periods > (seconds >= 3600 ? 7 * Day : Day))
        {
            throw Invalid(Definition, "the evaluated periods are longer than CloudWatch allows");
        }
    }

    private MetricExpression Parse(MetricQuery query)
    {
        string[] known = [.. _metrics.Select(metric => metric.Id), .. _expressions.Select(expression => expression.Id)];
        try
        {
            return MetricExpression.Parse(query.Expression!, known);
        }
        catch (InvalidAlarmException e)
        {
            throw new InvalidAlarmException($"{Definition.Name}: the expression {query.Expression} is invalid: {e.Message}.", e);
        }
    }

    private static InvalidAlarmException Invalid(AlarmDefinition definition, string what) => new($"{definition.Name}: {what}.");
}
