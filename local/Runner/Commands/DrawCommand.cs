using System.CommandLine;
using PromptToImage.Pipeline;
using PromptToImage.Pipeline.Options;
using PromptToImage.StatesLanguage;
using PromptToImage.WebConsole.Diagrams;

namespace PromptToImage.Runner.Commands;

/// <summary><c>draw</c>: a definition as a drawing that stands alone, which is where the README's comes from.</summary>
internal static class DrawCommand
{
    // A drawing shows no addresses, but a definition is none before its placeholders are filled.
    private static readonly Uri AnyEndpoint = new($"http://localhost:{RunOptions.DefaultPort}");

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The SVG file to write" };
        var definition = CommandLineOptions.Create<string?>(
            "--definition",
            "FILE",
            "Another state machine than the project's",
            null,
            text => text
        );
        var command = new Command("draw", "Draw the state machine as SVG") { file, definition };
        command.SetAction(
            async (result, cancellation) =>
            {
                var text = await DefinitionFile.ReadAsync(result.GetValue(definition), cancellation);
                await File.WriteAllTextAsync(result.GetValue(file)!, Draw(text), cancellation);
            }
        );
        return command;
    }

    /// <exception cref="InvalidDefinitionException">The text is no definition.</exception>
    internal static string Draw(string definition) =>
        DiagramSvg.Write(
            DiagramLayout.Place(DefinitionDiagram.Of(StateMachine.Parse(LocalPipeline.Substitute(definition, AnyEndpoint)))),
            "The state machine",
            DiagramSvg.StandaloneStyle
        );
}
