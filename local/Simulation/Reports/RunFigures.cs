namespace PromptToImage.Simulation.Reports;

/// <summary>All figures of one simulation except its bill, as names and texts.</summary>
internal static class RunFigures
{
    public static IReadOnlyList<(string Name, string Text)> Of(SimulationReport run)
    {
        return
        [
            ("images", Words.Number(run.Images)),
            ("dead letters", Words.DeadLetters(run)),
            ("expired", run.Expired > 0 ? $"{Words.Number(run.Expired)} (lost: {Words.Retention})" : Words.Number(0)),
            ("drained in", $"{Words.Seconds(run.DrainSeconds)} ({Words.Ratio(run)} of the ideal {Words.Seconds(run.IdealSeconds)})"),
            ("tasks alone", Words.Quantiles(run.ServiceSeconds, Words.Seconds)),
            ("sent to stored", Words.Quantiles(run.SendToStoredSeconds, Words.Seconds)),
            ("oldest prompt", Words.Seconds(run.OldestAgeSeconds)),
            ("first wait", Words.FirstWait(run)),
            ("in ALARM", Words.Alarms(run)),
            ("last start", Words.Seconds(run.LastStartSeconds)),
            ("receives", $"{Words.Quantiles(run.ReceivesPerMessage, Words.Number)} per message"),
            ("out of order", Words.Inversions(run)),
            ("ListExecutions", Words.ListCalls(run)),
            ("over the limit", Words.Overshoot(run)),
            ("throttles", Words.Number(run.Throttles)),
            ("retries", Words.Number(run.Retries)),
            ("transitions", Words.Number(run.StateTransitions)),
        ];
    }
}
