namespace PromptToImage.Cdk.Tests;

// The CDK synthesizes one app at a time in a process.
[Collection(nameof(CommittedTemplate))]
public sealed class CommittedTemplateTests(Synthesis synthesis)
{
    [Fact]
    public void The_committed_template_is_what_the_stack_synthesizes()
    {
        synthesis.RequireNode();
        var committed = File.ReadAllLines(CommittedTemplate.PathIn(Synthesis.Repository));
        var synthesized = CommittedTemplate.Synthesize(Synthesis.Repository).TrimEnd('\n').Split('\n');
        var difference = LineDifference.Between(committed, synthesized);
        Assert.True(
            difference.Count == 0,
            "The committed template differs from the stack. Rewrite it with: dotnet run --project cdk -- template\n"
                + string.Join('\n', difference)
        );
    }

    [Fact]
    public void A_difference_lists_removed_and_added_lines_in_their_order() =>
        Assert.Equal(
            ["@@ line 2 @@", "-b", "+x", "@@ line 4 @@", "+y"],
            LineDifference.Between(["a", "b", "c", "d"], ["a", "x", "c", "y", "d"])
        );
}
