namespace PromptToImage.CloudWatchModel.Tests;

public sealed class AlarmEvaluatorTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly MetricId Age = new("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", "work");
    private static readonly MetricId HeldAge = new("Work", "HeldAge", "FunctionName", "worker");

    private readonly MetricData _data = new(TimeSpan.FromSeconds(1));

    [Fact]
    public void The_statistic_of_the_newest_period_is_compared_with_the_threshold()
    {
        var alarm = new AlarmEvaluator(Simple());
        _data.Add(Age, Noon.AddSeconds(10), 130);
        _data.Add(Age, Noon.AddSeconds(50), 10);
        var evaluation = alarm.Evaluate(AlarmState.Ok, _data.Read, Noon + Minute);
        Assert.Equal((AlarmState.Alarm, 130), (evaluation.State, evaluation.Value));
        Assert.Equal(
            "Threshold Crossed: 1 out of the last 1 datapoints [130.0 (01/11/26 12:00:00)] was greater than the threshold (120.0) (minimum 1 datapoint for OK -> ALARM transition).",
            evaluation.Reason
        );
        Assert.Equal(AlarmState.Ok, alarm.Evaluate(AlarmState.Alarm, _data.Read, Noon).State);
    }

    [Fact]
    public void A_metric_that_has_stopped_keeps_the_state_for_two_more_periods()
    {
        var alarm = new AlarmEvaluator(Simple());
        _data.Add(Age, Noon, 130);
        Assert.Equal(AlarmState.Alarm, alarm.Evaluate(AlarmState.Ok, _data.Read, Noon + 3 * Minute).State);
        Assert.Equal(AlarmState.Ok, alarm.Evaluate(AlarmState.Alarm, _data.Read, Noon + 4 * Minute).State);
        Assert.Equal(3 * Minute, alarm.Range);
    }

    [Fact]
    public void An_expression_combines_metrics()
    {
        var alarm = new AlarmEvaluator(Oldest("MAX([queue, held])"));
        _data.Add(Age, Noon, 0);
        _data.Add(HeldAge, Noon, 500);
        var evaluation = alarm.Evaluate(AlarmState.Ok, _data.Read, Noon + Minute);
        Assert.Equal((AlarmState.Alarm, 500), (evaluation.State, evaluation.Value));
        _data.Add(Age, Noon + Minute, 7);
        Assert.Equal(7, alarm.Evaluate(AlarmState.Ok, _data.Read, Noon + 2 * Minute).Value);
    }

    [Fact]
    public void An_expression_can_use_the_result_of_an_earlier_one()
    {
        var definition = Oldest("e1 / 60");
        var alarm = new AlarmEvaluator(
            definition with
            {
                Metrics = [.. definition.Metrics.SkipLast(1), new MetricQuery { Id = "e1", Expression = "queue + held", ReturnData = false }, definition.Metrics[^1]],
            }
        );
        _data.Add(Age, Noon, 60);
        _data.Add(HeldAge, Noon, 120);
        Assert.Equal(3, alarm.Evaluate(AlarmState.Ok, _data.Read, Noon + Minute).Value);
    }

    [Theory]
    [InlineData("PERCENTILE(queue)", "the function PERCENTILE is not offered; offered are ABS, AVG, CEIL, FILL, FLOOR, IF, MAX, MIN, SUM")]
    [InlineData("MAX([queue, other])", "no metric or expression before it has the id other")]
    [InlineData("MAX([queue, held]", "')' is missing")]
    [InlineData("queue queue", "'queue' is unexpected")]
    [InlineData("queue +", "it ends too early")]
    [InlineData("FILL(queue)", "the function FILL cannot have 1 arguments")]
    [InlineData("queue + .", "'.' is unexpected")]
    public void An_invalid_expression_is_an_error_that_says_what_is_wrong(string expression, string what)
    {
        var error = Assert.Throws<InvalidAlarmException>(() => new AlarmEvaluator(Oldest(expression)));
        Assert.Equal($"oldest: the expression {expression} is invalid: {what}.", error.Message);
    }

    [Theory]
    [InlineData("MAX(queue)")]
    [InlineData("5")]
    [InlineData("[queue, held]")]
    [InlineData("[queue, held] + [held, queue]")]
    [InlineData("MAX(5)")]
    public void An_expression_that_gives_no_time_series_is_an_error(string expression) =>
        Assert.Throws<InvalidAlarmException>(() => new AlarmEvaluator(Oldest(expression)));

    [Theory]
    [InlineData(45, 1, null, "the period must be 10, 20, 30 or a multiple of 60 seconds")]
    [InlineData(60, 0, null, "at least one period must be evaluated, and the datapoints to alarm are at most as many")]
    [InlineData(60, 2, 3, "at least one period must be evaluated, and the datapoints to alarm are at most as many")]
    [InlineData(60, 1441, null, "the evaluated periods are longer than CloudWatch allows")]
    public void Numbers_that_CloudWatch_rejects_are_errors(int period, int periods, int? datapoints, string what)
    {
        var definition = Simple() with
        {
            Metrics = AlarmDefinition.OneMetric(Age, Statistic.Maximum, TimeSpan.FromSeconds(period)),
            EvaluationPeriods = periods,
            DatapointsToAlarm = datapoints,
        };
        Assert.Equal($"simple: {what}.", Assert.Throws<InvalidAlarmException>(() => new AlarmEvaluator(definition)).Message);
    }

    [Fact]
    public void Exactly_one_query_returns_data()
    {
        var definition = Oldest("MAX([queue, held])");
        definition = definition with { Metrics = [.. definition.Metrics.Select(query => query with { ReturnData = true })] };
        Assert.Equal(
            "oldest: exactly one metric or expression must return data.",
            Assert.Throws<InvalidAlarmException>(() => new AlarmEvaluator(definition)).Message
        );
    }

    [Fact]
    public void An_alarm_with_disabled_actions_has_none()
    {
        var definition = Simple() with { AlarmActions = ["a"], OkActions = ["b"], InsufficientDataActions = ["c"] };
        Assert.Equal(["b"], definition.ActionsFor(AlarmState.Ok));
        Assert.Equal(["c"], definition.ActionsFor(AlarmState.InsufficientData));
        Assert.Empty((definition with { ActionsEnabled = false }).ActionsFor(AlarmState.Alarm));
    }

    private static AlarmDefinition Simple() =>
        new()
        {
            Name = "simple",
            Metrics = AlarmDefinition.OneMetric(Age, Statistic.Maximum, Minute),
            Threshold = 120,
            Comparison = ComparisonOperator.GreaterThanThreshold,
            TreatMissingData = MissingDataTreatment.NotBreaching,
        };

    private static AlarmDefinition Oldest(string expression) =>
        Simple() with
        {
            Name = "oldest",
            Metrics =
            [
                new MetricQuery { Id = "queue", Metric = new MetricStat(Age, Statistic.Maximum, Minute), ReturnData = false },
                new MetricQuery { Id = "held", Metric = new MetricStat(HeldAge, Statistic.Maximum, Minute), ReturnData = false },
                new MetricQuery { Id = "oldest", Expression = expression },
            ],
        };
}
