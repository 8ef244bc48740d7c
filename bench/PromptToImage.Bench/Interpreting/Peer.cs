using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PromptToImage.Bench.Interpreting;

/// <summary>Measures the npm package aws-local-stepfunctions with the same definition and task results.</summary>
internal static class Peer
{
    /// <returns>The speed of sequential executions, and of 100 concurrent ones.</returns>
    public static async Task<(InterpreterSpeed Sequential, InterpreterSpeed Hundred)> MeasureAsync(string folder, TimeSpan duration)
    {
        using var node = Process.Start(
            new ProcessStartInfo("node", ["run.mjs", duration.TotalSeconds.ToString(CultureInfo.InvariantCulture)])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
            }
        )!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        InterpreterSpeed[] speeds = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)];
        return speeds is [var sequential, var hundred] ? (sequential, hundred) : throw new InvalidDataException($"The peer printed: {output}");
    }

    private static InterpreterSpeed Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new InterpreterSpeed(
            root.GetProperty("executionsPerSecond").GetDouble(),
            root.GetProperty("executionsPerProcessorSecond").GetDouble()
        );
    }
}
