using System.Globalization;
using PromptToImage.Bench;
using PromptToImage.Bench.ColdStarts;
using PromptToImage.Bench.EndToEnd;
using PromptToImage.Bench.Growth;
using PromptToImage.Bench.Interpreting;
using PromptToImage.Bench.Starting;

// Each measurement in a process of its own, so that none warms up or fills the memory of another: see bench/run.
using var surroundings = new Surroundings();
switch (args)
{
    case ["interpreter"]:
        await InterpreterComparison.RunAsync(surroundings);
        break;
    case ["pipeline"]:
        await PipelineThroughput.RunAsync(surroundings);
        break;
    case ["load", "pipeline", var seconds]:
        await PipelineLoad.RunAsync(surroundings, TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
        break;
    case ["start"]:
        await StartTime.RunAsync(surroundings);
        break;
    case ["cold-start", var plain, var ready]:
        await ColdStartComparison.RunAsync(surroundings, plain, ready);
        break;
    case ["simulation"]:
        SimulationGrowth.Run(surroundings);
        break;
    case ["store"]:
        await StoreGrowth.RunAsync(surroundings);
        break;
    default:
        Console.Error.WriteLine(
            "Measures one of: interpreter, pipeline, start, cold-start PLAIN READY, simulation, store. bench/run measures all."
        );
        return 2;
}

return 0;
