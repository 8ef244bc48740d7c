namespace PromptToImage.CloudWatchModel.Tests;

/// <summary>
/// The tables of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html. In the datapoints, the
/// newest is the last, 0 is not breaching, X is breaching, and - is missing.
/// </summary>
public sealed class AlarmRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0-X-X", "OK", "OK", "OK", "OK")]
    [InlineData("0----", "OK", "OK", "OK", "OK")]
    [InlineData("-----", "INSUFFICIENT_DATA", "retained", "ALARM", "OK")]
    [InlineData("0XX-X", "ALARM", "ALARM", "ALARM", "ALARM")]
    [InlineData("--X--", "ALARM", "retained", "ALARM", "OK")]
    public void Three_of_three_datapoints(string datapoints, string missing, string ignore, string breaching, string notBreaching) =>
        AssertStates(datapoints, 3, missing, ignore, breaching, notBreaching);

    [Theory]
    [InlineData("0-X-X", "ALARM", "ALARM", "ALARM", "ALARM")]
    [InlineData("00X0X", "ALARM", "ALARM", "ALARM", "ALARM")]
    [InlineData("0-X--", "OK", "OK", "ALARM", "OK")]
    [InlineData("----0", "OK", "OK", "ALARM", "OK")]
    [InlineData("---X-", "ALARM", "retained", "ALARM", "OK")]
    public void Two_of_three_datapoints(string datapoints, string missing, string ignore, string breaching, string notBreaching) =>
        AssertStates(datapoints, 2, missing, ignore, breaching, notBreaching);

    [Theory]
    [InlineData("----X")]
    [InlineData("---X-")]
    public void A_breaching_datapoint_that_is_newer_than_the_datapoints_to_alarm_waits_for_the_next_ones(string datapoints) =>
        Assert.Equal("OK", StateOf(datapoints, 3, MissingDataTreatment.Missing));

    [Fact]
    public void With_one_evaluation_period_the_newest_existing_datapoint_decides()
    {
        Assert.Equal("ALARM", StateOf("X--", 1, MissingDataTreatment.NotBreaching, periods: 1));
        Assert.Equal("OK", StateOf("X-0", 1, MissingDataTreatment.NotBreaching, periods: 1));
        Assert.Equal("OK", StateOf("---", 1, MissingDataTreatment.NotBreaching, periods: 1));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 5)]
    [InlineData(12, 16)]
    public void An_evaluation_reads_more_datapoints_than_it_evaluates(int periods, int read) =>
        Assert.Equal(read, AlarmRule.DatapointsRead(periods));

    [Theory]
    [InlineData(
        "0XXXX",
        MissingDataTreatment.Missing,
        "Threshold Crossed: 3 out of the last 3 datapoints [6.0 (01/11/26 12:04:00), 6.0 (01/11/26 12:03:00), 6.0 (01/11/26 12:02:00)] were greater than the threshold (5.5) (minimum 3 datapoints for OK -> ALARM transition)."
    )]
    [InlineData(
        "XXXX0",
        MissingDataTreatment.Missing,
        "Threshold Crossed: 1 out of the last 3 datapoints [5.0 (01/11/26 12:04:00)] was not greater than the threshold (5.5) (minimum 1 datapoint for ALARM -> OK transition)."
    )]
    [InlineData("-----", MissingDataTreatment.Missing, "Insufficient Data: 3 datapoints were unknown.")]
    [InlineData(
        "-----",
        MissingDataTreatment.NotBreaching,
        "Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints were treated as [NonBreaching]."
    )]
    [InlineData(
        "----X",
        MissingDataTreatment.Breaching,
        "Threshold Crossed: 1 datapoint [6.0 (01/11/26 12:04:00)] was greater than the threshold (5.5) and 2 missing datapoints were treated as [Breaching]."
    )]
    public void The_reason_is_in_the_words_of_CloudWatch(string datapoints, MissingDataTreatment treatment, string reason) =>
        Assert.Equal(reason, Decide(datapoints, 3, treatment).Reason);

    [Theory]
    [InlineData(ComparisonOperator.GreaterThanThreshold, "ALARM", "OK", "OK")]
    [InlineData(ComparisonOperator.GreaterThanOrEqualToThreshold, "ALARM", "ALARM", "OK")]
    [InlineData(ComparisonOperator.LessThanThreshold, "OK", "OK", "ALARM")]
    [InlineData(ComparisonOperator.LessThanOrEqualToThreshold, "OK", "ALARM", "ALARM")]
    public void The_operator_compares_the_value_with_the_threshold(ComparisonOperator comparison, string above, string at, string below)
    {
        Assert.Equal([above, at, below], new[] { 6, 5.5, 5 }.Select(State));

        string State(double value) =>
            AlarmRule
                .Decide(Alarm(1, 1, MissingDataTreatment.Missing) with { Comparison = comparison }, AlarmState.Ok, [new Datapoint(Noon, value)])
                .State.ToAwsName();
    }

    private static void AssertStates(
        string datapoints,
        int datapointsToAlarm,
        string missing,
        string ignore,
        string breaching,
        string notBreaching
    )
    {
        Assert.Equal(missing, StateOf(datapoints, datapointsToAlarm, MissingDataTreatment.Missing));
        Assert.Equal(ignore, StateOf(datapoints, datapointsToAlarm, MissingDataTreatment.Ignore));
        Assert.Equal(breaching, StateOf(datapoints, datapointsToAlarm, MissingDataTreatment.Breaching));
        Assert.Equal(notBreaching, StateOf(datapoints, datapointsToAlarm, MissingDataTreatment.NotBreaching));
    }

    private static string StateOf(string datapoints, int datapointsToAlarm, MissingDataTreatment treatment, int periods = 3)
    {
        var states = new[] { AlarmState.Ok, AlarmState.Alarm }
            .Select(current => Decide(datapoints, datapointsToAlarm, treatment, periods, current).State)
            .ToList();
        return states is [AlarmState.Ok, AlarmState.Alarm] ? "retained" : Assert.Single(states.Distinct()).ToAwsName();
    }

    private static AlarmEvaluation Decide(
        string datapoints,
        int datapointsToAlarm,
        MissingDataTreatment treatment,
        int periods = 3,
        AlarmState current = AlarmState.Ok
    ) =>
        AlarmRule.Decide(
            Alarm(periods, datapointsToAlarm, treatment),
            current,
            [
                .. datapoints.Select(
                    (point, index) =>
                        new Datapoint(
                            Noon.AddMinutes(index),
                            point switch
                            {
                                'X' => 6,
                                '0' => 5,
                                _ => null,
                            }
                        )
                ),
            ]
        );

    private static AlarmDefinition Alarm(int periods, int datapointsToAlarm, MissingDataTreatment treatment) =>
        new()
        {
            Name = "alarm",
            Metrics = [],
            EvaluationPeriods = periods,
            DatapointsToAlarm = datapointsToAlarm,
            Threshold = 5.5,
            Comparison = ComparisonOperator.GreaterThanThreshold,
            TreatMissingData = treatment,
        };
}
