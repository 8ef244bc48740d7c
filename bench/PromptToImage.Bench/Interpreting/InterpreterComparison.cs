using PromptToImage.Bench.Reporting;

namespace PromptToImage.Bench.Interpreting;

/// <summary>
/// Runs our interpreter and the peer's alternately, so that other load on the machine affects both, and the same machine in JSONata.
/// </summary>
internal static class InterpreterComparison
{
    private const int Rounds = 5;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(MeasurementFolders folders)
    {
        var definition = File.ReadAllText(folders.PathOf("bench", "five-states.asl.json"));
        var events = new Ours(new InterpreterRate(definition, writesHistory: false));
        var written = new Ours(new InterpreterRate(definition, writesHistory: true));
        var jsonata = new Ours(
            new InterpreterRate(File.ReadAllText(folders.PathOf("bench", "five-states-jsonata.asl.json")), writesHistory: false)
        );
        List<InterpreterSpeed> peerSequential = [],
            peerHundred = [];
        for (var round = 0; round < Rounds; round++)
        {
            events.Measure();
            written.Measure();
            jsonata.Measure();
            var (sequential, hundred) = await Peer.MeasureAsync(folders.PathOf("bench", "peer"), Duration);
            peerSequential.Add(sequential);
            peerHundred.Add(hundred);
        }

        foreach (
            var (how, peer, pick) in (IEnumerable<(string, List<InterpreterSpeed>, Func<Ours, List<InterpreterSpeed>>)>)
                [("one after the other", peerSequential, ours => ours.Sequential), ("100 at once", peerHundred, ours => ours.Hundred)]
        )
        {
            Show($"aws-local-stepfunctions 3.0.0, {how}", peer);
            Compare($"Ours, history as events, {how}", pick(events), peer);
            Compare($"Ours, and written as AWS's JSON, {how}", pick(written), peer);
            Show($"The same machine in JSONata, {how}", pick(jsonata));
            Report.Line("  compared with JSONPath, processor time", Ratio(pick(jsonata), pick(events)), "at least 0.33 x");
        }
    }

    private static void Compare(string what, List<InterpreterSpeed> ours, List<InterpreterSpeed> peer)
    {
        Show(what, ours);
        Report.Line("  allocated per execution", new Spread(ours.Select(speed => speed.AllocatedBytes / 1000)).Text("kB"));
        Report.Line("  ratio by elapsed time", Ratio(ours, peer, speed => speed.PerSecond), "at least 4 x");
        Report.Line("  ratio by processor time", Ratio(ours, peer), "at least 4 x");
    }

    private static string Ratio(List<InterpreterSpeed> speeds, List<InterpreterSpeed> others) =>
        Ratio(speeds, others, speed => speed.PerProcessorSecond);

    private static string Ratio(List<InterpreterSpeed> speeds, List<InterpreterSpeed> others, Func<InterpreterSpeed, double> select) =>
        new Spread(speeds.Zip(others, (speed, other) => select(speed) / select(other))).Text("x");

    private static void Show(string what, List<InterpreterSpeed> speeds)
    {
        Report.Line(what, new Spread(speeds.Select(speed => speed.PerSecond)).Text("executions/s"));
        Report.Line("  per second of processor time", new Spread(speeds.Select(speed => speed.PerProcessorSecond)).Text("executions"));
    }

    private sealed class Ours
    {
        private readonly InterpreterRate _rate;

        public Ours(InterpreterRate rate)
        {
            _rate = rate;
            // In the first run the just-in-time compiler works. It does not count.
            rate.Measure(1, Duration);
            rate.Measure(100, Duration);
        }

        public List<InterpreterSpeed> Sequential { get; } = [];

        public List<InterpreterSpeed> Hundred { get; } = [];

        public void Measure()
        {
            Sequential.Add(_rate.Measure(1, Duration));
            Hundred.Add(_rate.Measure(100, Duration));
        }
    }
}
