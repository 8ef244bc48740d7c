using System.CommandLine;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.CommandLine;
using PromptToImage.Runner.Commands;
using PromptToImage.Runner.Display;
using Spectre.Console;

using var interruption = new Interruption();
var time = new SteadyTimeProvider(TimeProvider.System);
var display = new RunDisplay(AnsiConsole.Console, terminal: !Console.IsOutputRedirected);
#pragma warning disable RS0030 // The composition root reads the environment.
var profile = Environment.GetEnvironmentVariable("AWS_PROFILE");
var environment = Environment.GetEnvironmentVariables();
#pragma warning restore RS0030
var root = new RootCommand(
    "Runs the pipeline on this machine: the state machine and the functions that run on AWS, without an account and without Docker."
);
RunCommand.AddTo(
    root,
    (options, cancellationToken) =>
        new PipelineRun(
            options with
            {
                Telemetry = TelemetryVariables.Read(environment),
            },
            profile,
            display,
            new WarningLog(Console.Error, time),
            time
        ).RunAsync(cancellationToken)
);
root.Subcommands.Add(DrawCommand.Create());
root.Subcommands.Add(SimulateCommand.Create());
root.Subcommands.Add(ExploreCommand.Create());
root.Subcommands.Add(TestCommand.Create());
ProgramHelp.UseIn(
    root,
    notes: """
    Environment:
      OTEL_EXPORTER_OTLP_ENDPOINT   Where to send one trace per prompt and the metrics, for example http://localhost:4318
      OTEL_...                      The other variables of OpenTelemetry, such as OTEL_EXPORTER_OTLP_PROTOCOL and _HEADERS
    """
);
return (int)
    await CommandLineProgram.RunAsync(
        root,
        args,
        Console.Out,
        Console.Error,
        (e, _) => e is AwsException error ? CommandException.WrongUse($"{error.Code}: {error.Message}", error) : null,
        interruption.Token
    );
