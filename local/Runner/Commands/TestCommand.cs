using System.CommandLine;
using PromptToImage.CommandLine;
using PromptToImage.Jsonata.Json;
using PromptToImage.Simulation;
using PromptToImage.Simulation.MockedCases;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Runner.Commands;

/// <summary><c>test</c>: runs cases with mocked task results against a definition in virtual time.</summary>
internal sealed class TestCommand
{
    private const string CasesFile = "MockConfigFile.json";
    private const string DefaultInput = """{"id":"order-1","attempt":1,"message":"A croissant"}""";

    private readonly Option<string?> _definition = ParsedOption.Text(
        "--definition",
        "FILE",
        "A state machine definition [default: the project's]"
    );
    private readonly Option<string?> _cases = ParsedOption.Text(
        "--cases",
        "FILE",
        $"The cases, in the format of Step Functions Local [default: {CasesFile} in the definition's folder]"
    );
    private readonly Option<string?> _case = ParsedOption.Text("--case", "NAME", "Only this case");
    private readonly Option<string> _input = ParsedOption.Create(
        "--input",
        "JSON",
        "The input of cases without one",
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
        command.SetAction(async (result, cancellationToken) => (int)await options.RunAsync(result, cancellationToken));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var file = result.GetValue(_definition) ?? DefinitionFile.Own;
        var casesFile = result.GetValue(_cases) ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, CasesFile);
        var machine = (await DefinitionFile.ReadAsync(file, cancellationToken)).Parse(SimulatedFunctions.Parse);
        var cases = Select(await ReadCasesAsync(casesFile, cancellationToken), casesFile, file, result.GetValue(_case));
        var report = Run(machine, cases, result.GetValue(_input)!);
        Console.Write(result.GetValue(_json) ? CaseReportJson.Write(report) + Environment.NewLine : CaseReportText.Write(report));
        return report.Passed ? ExitCode.Done : ExitCode.Failed;
    }

    private static CaseReport Run(StateMachine machine, IReadOnlyList<MockedCase> cases, string input)
    {
        try
        {
            return CaseReport.Create(machine, cases, input);
        }
        catch (JsonFormatException e)
        {
            throw CommandException.WrongUse($"--input is not JSON: {e.Message}", e);
        }
    }

    private static async Task<MockConfig> ReadCasesAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return MockConfig.Parse(await DefinitionFile.ReadTextAsync(file, cancellationToken));
        }
        catch (MockConfigException e)
        {
            throw CommandException.WrongUse($"{file} has no valid cases: {e.Message}", e);
        }
    }

    /// <summary>The cases of the machine that has the name of the definition's file, or of the only machine.</summary>
    private static IReadOnlyList<MockedCase> Select(MockConfig config, string casesFile, string definitionFile, string? name)
    {
        var machine = Path.GetFileName(definitionFile).Split('.')[0];
        var cases =
            config.StateMachines.TryGetValue(machine, out var named) ? named
            : config.StateMachines.Count == 1 ? config.StateMachines.Values.Single()
            : throw CommandException.WrongUse(
                $"{casesFile} has no cases for '{machine}', only for: {string.Join(", ", config.StateMachines.Keys)}"
            );
        if (name is null)
        {
            return cases;
        }

        return cases.FirstOrDefault(mockedCase => mockedCase.Name == name) is { } wanted
            ? [wanted]
            : throw CommandException.WrongUse(
                $"{casesFile} has no case '{name}', only: {string.Join(", ", cases.Select(mockedCase => mockedCase.Name))}"
            );
    }
}
