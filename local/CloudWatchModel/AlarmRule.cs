namespace PromptToImage.CloudWatchModel;

/// <summary>
/// Decides an alarm's state from its datapoints by CloudWatch's documented rules, which are pinned by the tables of
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html.
/// </summary>
internal static class AlarmRule
{
    /// <summary>
    /// The number of datapoints that an evaluation reads, so that older ones can replace missing ones. CloudWatch's documentation gives it
    /// only for three evaluation periods: five.
    /// </summary>
    public static int DatapointsRead(int evaluationPeriods) => evaluationPeriods + Math.Max(2, evaluationPeriods / 3);

    /// <param name="alarm">The alarm.</param>
    /// <param name="state">The current state.</param>
    /// <param name="range">All datapoints that were read, the newest last.</param>
    public static AlarmEvaluation Decide(AlarmDefinition alarm, AlarmState state, IReadOnlyList<Datapoint> range)
    {
        var real = range.Where(datapoint => datapoint.Value is not null).Reverse().Take(alarm.EvaluationPeriods).ToList();
        var missing = alarm.EvaluationPeriods - real.Count;
        var breaching = real.Count(datapoint => alarm.Comparison.IsBreaching(datapoint.Value!.Value, alarm.Threshold));
        var needed = alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods;
        var decided = missing == 0 ? FromBreaching(breaching, needed) : WithMissing(alarm, state, range, real.Count, breaching, needed);
        return new AlarmEvaluation(decided, AlarmReason.Write(alarm, decided, real, missing), range[^1].Value);
    }

    private static AlarmState WithMissing(
        AlarmDefinition alarm,
        AlarmState state,
        IReadOnlyList<Datapoint> range,
        int real,
        int breaching,
        int needed
    ) =>
        alarm.TreatMissingData switch
        {
            MissingDataTreatment.Breaching => FromBreaching(breaching + alarm.EvaluationPeriods - real, needed),
            MissingDataTreatment.NotBreaching => FromBreaching(breaching, needed),
            MissingDataTreatment.Ignore when real == 0 || IsPremature(range, real, breaching, needed) => state,
            MissingDataTreatment.Missing when real == 0 => AlarmState.InsufficientData,
            MissingDataTreatment.Missing when IsPremature(range, real, breaching, needed) => AlarmState.Alarm,
            _ => FromBreaching(breaching, needed),
        };

    /// <summary>
    /// Whether too few datapoints are breaching only because the others are missing: all existing ones are breaching, and the oldest is as
    /// old as the datapoints to alarm. A newer one alone waits for the next period.
    /// </summary>
    private static bool IsPremature(IReadOnlyList<Datapoint> range, int real, int breaching, int needed)
    {
        var oldest = range.TakeWhile(datapoint => datapoint.Value is null).Count();
        return breaching == real && breaching < needed && range.Count - oldest >= needed;
    }

    private static AlarmState FromBreaching(int breaching, int needed) => breaching >= needed ? AlarmState.Alarm : AlarmState.Ok;
}
