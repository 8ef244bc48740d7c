using System.CommandLine;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.CommandLine;
using PromptToImage.StatesLanguage;
using PromptToImage.WebConsole.Diagrams;

namespace PromptToImage.Runner.Commands;

/// <summary><c>draw</c>: draws a definition as one SVG file. The README's drawing is made with it.</summary>
internal static class DrawCommand
{
    // A definition is valid only after its placeholders are replaced. The drawing shows no addresses.
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The SVG file to write" };
        var definition = ParsedOption.Text("--definition", "FILE", "A state machine definition [default: the project's]");
        var command = new Command("draw", "Draw the state machine as SVG") { file, definition };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                var path = result.GetRequiredValue(file);
                OutputFile.Check(path);
                var source = await DefinitionFile.ReadAsync(result.GetValue(definition), cancellationToken);
                OutputFile.Write(path, source.Parse(Draw));
            }
        );
        return command;
    }

    /// <exception cref="InvalidDefinitionException">The text is not a valid definition.</exception>
    internal static string Draw(string definition) =>
        DiagramSvg.Write(
            DiagramLayout.Place(DefinitionDiagram.From(StateMachine.Parse(Substitute(definition)))),
            "The state machine",
            DiagramSvg.StandaloneStyle
        );

    private static string Substitute(string definition) =>
        DefinitionSubstitution.Apply(
            definition,
            DefinitionSubstitution.Placeholders(definition).ToDictionary(name => name, RegisteredFunction.ArnFor)
        );
}
