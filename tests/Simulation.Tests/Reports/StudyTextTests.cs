using PromptToImage.Contracts.Values;
using PromptToImage.Simulation.Reports;
using PromptToImage.Simulation.Tests.Studies;

namespace PromptToImage.Simulation.Tests.Reports;

public sealed class StudyTextTests
{
    [Fact]
    public void A_comparison_fits_a_terminal_of_80_columns()
    {
        var text = StudyText.Write(Study.Run([Study.Burst(200, 2, 600), Study.Burst(200, 20, 600)], seeds: 3, target: "2min"));
        Assert.All(text.Split('\n'), line => Assert.InRange(line.TrimEnd('\r').Length, 0, 80));
        Assert.StartsWith("question  200 prompts are sent at once. Bedrock admits 600 requests a minute", text, StringComparison.Ordinal);
        Assert.Contains("answer    With concurrency 20: ", text, StringComparison.Ordinal);
        Assert.Contains("  least ", text, StringComparison.Ordinal);
        Assert.Contains("*         meets the target of 2 min in every run", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_that_is_wider_than_the_terminal_has_a_block_per_setting()
    {
        SimulationOptions[] runs = [Study.Burst(500, 2, 60), Study.Burst(500, 20, 60), Study.Burst(500, 2, 600), Study.Burst(500, 20, 600)];
        var text = StudyText.Write(Study.Run(runs, seeds: 2, target: "4min"));
        Assert.All(text.Split('\n'), line => Assert.InRange(line.TrimEnd('\r').Length, 0, 80));
        Assert.Matches("(?m)^model quota 600/min, concurrency 20\r?\n {10}p95 .* \\*, drained in .*, images .*,$", text);
        Assert.Matches("(?m)^  least {3}p95 ", text);
        Assert.Matches("(?m)^  most {4}p95 ", text);
    }

    [Fact]
    public void A_single_run_has_all_figures_and_fits_too()
    {
        var text = StudyText.Write(Study.Run([Study.Burst(50, 5, 60)]));
        Assert.All(text.Split('\n'), line => Assert.InRange(line.TrimEnd('\r').Length, 0, 80));
        Assert.Contains("ListExecutions  ", text, StringComparison.Ordinal);
        Assert.Contains("Bedrock images", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_without_a_value_is_a_dash()
    {
        var blocked = Study.Burst(3, 2) with { FilterRate = new Percentage(1) };
        Assert.Matches("(?m)^2 +- ", StudyText.Write(Study.Run([blocked, blocked with { MaxConcurrentExecutions = 1 }])));
    }
}
