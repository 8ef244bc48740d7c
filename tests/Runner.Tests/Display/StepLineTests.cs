using PromptToImage.Runner.Display;
using Spectre.Console;

namespace PromptToImage.Runner.Tests.Display;

public sealed class StepLineTests
{
    [Fact]
    public void A_plain_line_is_the_execution_the_state_and_the_detail() =>
        Assert.Equal(
            "croissant  Generate image      1.2 s",
            StepLine.Plain("croissant", new Step(StepKind.StateSucceeded, "Generate image", "1.2 s"))
        );

    [Fact]
    public void Control_characters_neither_move_the_cursor_nor_begin_a_line()
    {
        var line = StepLine.Plain("croissant", new Step(StepKind.StateFailed, "Generate image", "one\r\n\u001b[2Jtwo\u0007"));
        Assert.DoesNotContain(line, char.IsControl);
    }

    [Theory]
    [InlineData(StepKind.StateSucceeded, "✓")]
    [InlineData(StepKind.Retried, "↻")]
    [InlineData(StepKind.StateFailed, "✗")]
    [InlineData(StepKind.ExecutionSucceeded, "●")]
    [InlineData(StepKind.ExecutionFailed, "✗")]
    public void A_marked_line_shows_text_that_looks_like_markup_as_text(StepKind kind, string symbol)
    {
        var line = StepLine.Marked("[bold]name[/]", new Step(kind, "[red]state", "[/] broken"));
        Assert.Equal($"[bold]name[/]  {symbol} {"[red]state",-20}[/] broken", Markup.Remove(line));
    }
}
