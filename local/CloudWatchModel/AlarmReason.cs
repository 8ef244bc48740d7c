using System.Globalization;

namespace PromptToImage.CloudWatchModel;

/// <summary>The reason of a state in the words of CloudWatch's notifications.</summary>
internal static class AlarmReason
{
    /// <param name="alarm">The alarm.</param>
    /// <param name="state">The state.</param>
    /// <param name="real">The evaluated datapoints that exist, the newest first.</param>
    /// <param name="missing">The number of evaluated datapoints that are missing.</param>
    public static string Write(AlarmDefinition alarm, AlarmState state, IReadOnlyList<Datapoint> real, int missing)
    {
        var periods = alarm.EvaluationPeriods;
        if (state == AlarmState.InsufficientData)
        {
            return $"Insufficient Data: {Count(periods, "datapoint")} {Were(periods)} unknown.";
        }

        if (real.Count == 0)
        {
            return $"Threshold Crossed: no datapoints were received for {Count(periods, "period")} and {Filled(alarm, missing)}.";
        }

        var isAlarm = state == AlarmState.Alarm;
        var crossing = real.Where(datapoint => alarm.Comparison.IsBreaching(datapoint.Value!.Value, alarm.Threshold) == isAlarm).ToList();
        var values = string.Join(", ", crossing.Select(Write));
        var comparison = $"{Were(crossing.Count)} {(isAlarm ? "" : "not ")}{alarm.Comparison.ToWords()} the threshold ({Number(alarm.Threshold)})";
        if (missing > 0)
        {
            return $"Threshold Crossed: {Count(crossing.Count, "datapoint")} [{values}] {comparison} and {Filled(alarm, missing)}.";
        }

        var needed = alarm.DatapointsToAlarm ?? periods;
        var transition = isAlarm
            ? $"(minimum {Count(needed, "datapoint")} for OK -> ALARM transition)"
            : $"(minimum {Count(periods - needed + 1, "datapoint")} for ALARM -> OK transition)";
        return $"Threshold Crossed: {crossing.Count} out of the last {periods} datapoints [{values}] {comparison} {transition}.";
    }

    private static string Filled(AlarmDefinition alarm, int missing)
    {
        var treatment = alarm.TreatMissingData == MissingDataTreatment.NotBreaching ? "NonBreaching" : alarm.TreatMissingData.ToString();
        return $"{Count(missing, "missing datapoint")} {Were(missing)} treated as [{treatment}]";
    }

    private static string Write(Datapoint datapoint) =>
        $"{Number(datapoint.Value!.Value)} ({datapoint.Start.UtcDateTime.ToString("dd/MM/yy HH:mm:ss", CultureInfo.InvariantCulture)})";

    private static string Number(double value) => value.ToString("0.0##############", CultureInfo.InvariantCulture);

    private static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Were(int count) => count == 1 ? "was" : "were";
}
