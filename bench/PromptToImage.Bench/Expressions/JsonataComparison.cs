using System.Diagnostics;
using System.Globalization;
using PromptToImage.Bench.Reporting;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Bench.Expressions;

/// <summary>
/// Evaluates parsed expressions with our library and with npm's jsonata, alternately: the successful ones of JSONata's own test suite,
/// if it is next to the repository, and ten larger ones.
/// </summary>
internal static class JsonataComparison
{
    private const string Target = "at least 3 x";
    private const int Rounds = 3;

    public static async Task RunAsync(MeasurementFolders folders)
    {
        var larger = LargerCases(folders);
        foreach (var one in larger)
        {
            await CompareAsync(folders, one.Name, [one], seconds: 0.3);
        }

        await CompareAsync(folders, "ten larger expressions, geometric mean", larger, seconds: 0.2);
        var suite = folders.PathOf("..", "shared", "jsonata");
        if (Directory.Exists(suite))
        {
            await CompareAsync(folders, "JSONata's test suite, geometric mean", SuiteCases(suite), seconds: 0.01);
        }
    }

    private static async Task CompareAsync(MeasurementFolders folders, string what, List<JsonataCase> cases, double seconds)
    {
        var file = folders.NewFolder();
        await File.WriteAllTextAsync(file, JsonArray.From(cases.Select(c => c.ToJson())).ToJson());
        var ratios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var ours = cases.Select(c => c.Measure(TimeSpan.FromSeconds(seconds))).ToList();
            var theirs = await MeasureOriginalAsync(folders, file, seconds);
            ratios.Add(Math.Exp(ours.Zip(theirs, (a, b) => Math.Log(a / b)).Average()));
        }

        Report.Line($"JSONata, {what}", new Spread(ratios).Text("x"), Target);
    }

    private static async Task<List<double>> MeasureOriginalAsync(MeasurementFolders folders, string file, double seconds)
    {
        using var node = Process.Start(
            new ProcessStartInfo("node", ["run.mjs", file, seconds.ToString(CultureInfo.InvariantCulture)])
            {
                WorkingDirectory = folders.PathOf("bench", "jsonata"),
                RedirectStandardOutput = true,
            }
        )!;
        var speeds = new List<double>();
        while (await node.StandardOutput.ReadLineAsync() is { } line)
        {
            speeds.Add(((JsonNumber)JsonValue.Parse(line)["perSecond"]!).Double);
        }

        return speeds;
    }

    private static List<JsonataCase> LargerCases(MeasurementFolders folders)
    {
        var input = JsonataCase.Orders();
        var cases = (JsonArray)JsonValue.Parse(File.ReadAllText(folders.PathOf("bench", "jsonata", "larger.json")));
        return [.. cases.Select(c => new JsonataCase(Text(c["name"]), Text(c["expression"]), input, null))];
    }

    /// <summary>The cases that have a result and no limit of their own.</summary>
    private static List<JsonataCase> SuiteCases(string folder)
    {
        var datasets = JsonValue.Parse(File.ReadAllText(Path.Combine(folder, "datasets.json")));
        var cases = (JsonArray)JsonValue.Parse(File.ReadAllText(Path.Combine(folder, "cases.json")));
        return
        [
            .. cases
                .Where(c => c["result"] is not null && c["timelimit"] is null)
                .Select(c => new JsonataCase(
                    Text(c["id"]),
                    Text(c["expr"]),
                    c["dataset"] is JsonString name ? datasets[name.Value] : c["data"],
                    (JsonObject?)c["bindings"]
                )),
        ];
    }

    private static string Text(JsonValue? value) => ((JsonString)value!).Value;
}
