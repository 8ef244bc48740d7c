using System.Globalization;
using PromptToImage.Bench;
using PromptToImage.Bench.ColdStarts;
using PromptToImage.Bench.EndToEnd;
using PromptToImage.Bench.Expressions;
using PromptToImage.Bench.Growth;
using PromptToImage.Bench.Interpreting;
using PromptToImage.Bench.Starting;

// Each measurement runs in its own process (see bench/run), so that it does not affect the caches and the memory of another one.
using var folders = new MeasurementFolders();
switch (args)
{
    case ["interpreter"]:
        await InterpreterComparison.RunAsync(folders);
        break;
    case ["jsonata"]:
        await JsonataComparison.RunAsync(folders);
        break;
    case ["pipeline"]:
        await PipelineThroughput.RunAsync(folders);
        break;
    case ["load", "pipeline", var seconds]:
        await PipelineLoad.RunAsync(folders, TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
        break;
    case ["start"]:
        await StartTime.RunAsync(folders);
        break;
    case ["client-start", var frameworkDependent, var native]:
        await ClientStart.RunAsync(folders, frameworkDependent, native);
        break;
    case ["cold-start", var plain, var ready]:
        await ColdStartComparison.RunAsync(folders, plain, ready);
        break;
    case ["simulation"]:
        SimulationGrowth.Run(folders);
        break;
    case ["store"]:
        await StoreGrowth.RunAsync(folders);
        break;
    default:
        Console.Error.WriteLine(
            "Measures one of: interpreter, jsonata, pipeline, start, client-start BUILT NATIVE, cold-start PLAIN READY, simulation, store. "
                + "bench/run measures all."
        );
        return 2;
}

return 0;
