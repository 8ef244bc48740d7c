using System.CommandLine;
using PromptToImage.Runner.Commands;
using PromptToImage.Runner.Display;
using Spectre.Console;

var display = new RunDisplay(AnsiConsole.Console, terminal: !Console.IsOutputRedirected);
var root = new RootCommand(
    "Prompts to images on this machine: the state machine and the handlers that run on AWS, with no account and no Docker."
);
RunCommand.AddTo(
    root,
    (options, cancellation) =>
        new PipelineRun(options, display, new WarningLog(Console.Error, TimeProvider.System), TimeProvider.System).RunAsync(cancellation)
);
root.Subcommands.Add(DrawCommand.Create());
root.Subcommands.Add(SimulateCommand.Create());
root.Subcommands.Add(ExploreCommand.Create());
root.Subcommands.Add(TestCommand.Create());
return await CommandLine.RunAsync(root, args);
