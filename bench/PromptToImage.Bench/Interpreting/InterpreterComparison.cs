using PromptToImage.Bench.Reporting;

namespace PromptToImage.Bench.Interpreting;

/// <summary>Ours and the peer's interpreter in turns, so that whatever else the machine does meets both.</summary>
internal static class InterpreterComparison
{
    private const int Rounds = 5;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(Surroundings surroundings)
    {
        var ours = new InterpreterRate(File.ReadAllText(surroundings.PathOf("bench", "five-states.asl.json")));
        ours.Measure(1, Duration);
        ours.Measure(100, Duration);
        List<InterpreterSpeed> sequential = [], hundred = [];
        List<(InterpreterSpeed Sequential, InterpreterSpeed Hundred)> peer = [];
        for (var round = 0; round < Rounds; round++)
        {
            sequential.Add(ours.Measure(1, Duration));
            hundred.Add(ours.Measure(100, Duration));
            peer.Add(await Peer.MeasureAsync(surroundings.PathOf("bench", "peer"), Duration));
        }

        Compare("one after the other", sequential, peer.Select(rates => rates.Sequential));
        Compare("100 at once", hundred, peer.Select(rates => rates.Hundred));
    }

    private static void Compare(string how, List<InterpreterSpeed> ours, IEnumerable<InterpreterSpeed> peer)
    {
        var theirs = peer.ToList();
        Report.Line($"Interpreter, {how}", new Spread(ours.Select(speed => speed.PerSecond)).Text("executions/s"));
        Report.Line("  in a second of processor time", new Spread(ours.Select(speed => speed.PerProcessorSecond)).Text("executions"));
        Report.Line("  allocated for one, history written", new Spread(ours.Select(speed => speed.AllocatedBytes / 1000)).Text("kB"));
        Report.Line("  aws-local-stepfunctions 3.0.0", new Spread(theirs.Select(speed => speed.PerSecond)).Text("executions/s"));
        Report.Line("  in a second of processor time", new Spread(theirs.Select(speed => speed.PerProcessorSecond)).Text("executions"));
        Report.Line("  ratio by the clock", new Spread(ours.Zip(theirs, (mine, other) => mine.PerSecond / other.PerSecond)).Text("x"), "at least 4 x");
        Report.Line(
            "  ratio by processor time", new Spread(ours.Zip(theirs, (mine, other) => mine.PerProcessorSecond / other.PerProcessorSecond)).Text("x"), "at least 4 x");
    }
}
