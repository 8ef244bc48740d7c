using PromptToImage.Runner.Commands;

namespace PromptToImage.Runner.Tests.Commands;

public sealed class ProjectDrawingTests
{
    [Fact]
    public async Task The_drawing_in_the_README_is_that_of_the_definition()
    {
        var definition = await File.ReadAllTextAsync(
            Path.Combine(Folder, "prompt-to-image.asl.json"),
            TestContext.Current.CancellationToken
        );
        var drawing = await File.ReadAllTextAsync(Path.Combine(Folder, "prompt-to-image.svg"), TestContext.Current.CancellationToken);
        Assert.True(
            DrawCommand.Draw(definition) == drawing.ReplaceLineEndings("\n"),
            "The definition has changed since it was drawn: dotnet run --project local/Runner -- draw statemachine/prompt-to-image.svg"
        );
    }

    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "statemachine");
}
