using System.CommandLine;
using PromptToImage.Jsonata.Json;
using PromptToImage.Simulation;
using PromptToImage.Simulation.MockedCases;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Runner.Commands;

/// <summary><c>test</c>: cases with mocked task results against a definition, in virtual time.</summary>
internal sealed class TestCommand
{
    private const string CasesFile = "MockConfigFile.json";
    private const string DefaultInput = """{"id":"order-1","attempt":1,"message":"A croissant"}""";

    private readonly Option<string?> _definition = CommandLineOptions.Create<string?>(
        "--definition",
        "FILE",
        "Another state machine than the project's",
        null,
        text => text
    );
    private readonly Option<string?> _cases = CommandLineOptions.Create<string?>(
        "--cases",
        "FILE",
        $"The cases, in Step Functions Local's format (default: {CasesFile} beside the definition)",
        null,
        text => text
    );
    private readonly Option<string?> _case = CommandLineOptions.Create<string?>("--case", "NAME", "Only this case", null, text => text);
    private readonly Option<string> _input = CommandLineOptions.Create(
        "--input",
        "JSON",
        "The input of cases that bring none",
        DefaultInput,
        text => text
    );
    private readonly Option<bool> _json = new("--json") { Description = "Print the report as JSON" };

    private TestCommand() { }

    public static Command Create()
    {
        var options = new TestCommand();
        var command = new Command("test", "Run the cases of a MockConfigFile.json against the state machine in virtual time")
        {
            options._definition,
            options._cases,
            options._case,
            options._input,
            options._json,
        };
        command.SetAction((result, cancellation) => options.RunAsync(result, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var file = result.GetValue(_definition) ?? DefinitionFile.Own;
        var casesFile = result.GetValue(_cases) ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, CasesFile);
        var machine = SimulatedFunctions.Parse(await DefinitionFile.ReadAsync(file, cancellation));
        var cases = Select(await ReadCasesAsync(casesFile, cancellation), casesFile, file, result.GetValue(_case));
        var report = Run(machine, cases, result.GetValue(_input)!);
        Console.Write(result.GetValue(_json) ? CaseReportJson.Write(report) + Environment.NewLine : CaseReportText.Write(report));
        return report.Passed ? ExitCode.Done : ExitCode.Failed;
    }

    private static CaseReport Run(StateMachine machine, IReadOnlyList<MockedCase> cases, string input)
    {
        try
        {
            return CaseReport.Of(machine, cases, input);
        }
        catch (JsonFormatException fault)
        {
            throw new CommandException($"--input is no JSON: {fault.Message}", fault);
        }
    }

    private static async Task<MockConfig> ReadCasesAsync(string file, CancellationToken cancellation)
    {
        try
        {
            return MockConfig.Parse(await DefinitionFile.ReadAsync(file, cancellation));
        }
        catch (MockConfigException fault)
        {
            throw new CommandException($"{file} holds no cases: {fault.Message}", fault);
        }
    }

    /// <summary>The machine named like the definition's file, or the only one that there is.</summary>
    private static IReadOnlyList<MockedCase> Select(MockConfig config, string casesFile, string definitionFile, string? name)
    {
        var machine = Path.GetFileName(definitionFile).Split('.')[0];
        var cases =
            config.StateMachines.TryGetValue(machine, out var named) ? named
            : config.StateMachines.Count == 1 ? config.StateMachines.Values.Single()
            : throw new CommandException(
                $"{casesFile} has no cases for '{machine}', only for: {string.Join(", ", config.StateMachines.Keys)}"
            );
        if (name is null)
        {
            return cases;
        }

        return cases.FirstOrDefault(mockedCase => mockedCase.Name == name) is { } wanted
            ? [wanted]
            : throw new CommandException(
                $"{casesFile} has no case '{name}', only: {string.Join(", ", cases.Select(mockedCase => mockedCase.Name))}"
            );
    }
}
