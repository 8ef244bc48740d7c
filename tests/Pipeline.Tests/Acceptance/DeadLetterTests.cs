using PromptToImage.Contracts;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline.Tests.Acceptance;

/// <summary>A prompt that cannot become an image ends as one dead letter with the error and its original body, and one e-mail.</summary>
public sealed class DeadLetterTests
{
    private static readonly Dictionary<string, string> Invalid = new()
    {
        ["empty"] = """{"id":"empty","prompt":""}""",
        ["long"] = $$"""{"id":"long","prompt":"{{new string('a', 10_001)}}"}""",
        ["unknown"] = """{"id":"unknown","prompt":"A croissant","size":"large"}""",
        ["seed"] = """{"id":"seed","prompt":"A croissant","seed":4294967295}""",
        ["surrogate"] = """{"id":"surrogate","prompt":"A croissant \ud83e"}""",
    };

    [Fact]
    public async Task Every_invalid_prompt_keeps_its_body_unchanged()
    {
        await using var pipeline = await RunningPipeline.StartAsync();
        foreach (var body in Invalid.Values)
        {
            await pipeline.SendAsync(body);
        }

        await pipeline.SendAsync("{\"prompt\": broken");
        await pipeline.FinishAsync();
        Assert.All(pipeline.DeadLetters, letter => Assert.Equal("InvalidPromptException", RunningPipeline.ErrorOf(letter)));
        Assert.Equal(
            Invalid.Values.Append("{\"prompt\": broken").Order(StringComparer.Ordinal),
            pipeline.DeadLetters.Select(letter => letter.Body).Order(StringComparer.Ordinal)
        );
        Assert.Equal(Invalid.Count + 1, pipeline.Count(ExecutionStatus.Failed));
        Assert.Equal(Invalid.Count + 1, pipeline.Notices.Count);
        foreach (var (id, body) in Invalid)
        {
            var letter = pipeline.DeadLetters.Single(letter => RunningPipeline.Attribute(letter, MessageAttributeNames.RequestId) == id);
            Assert.Equal((body, "2"), (letter.Body, RunningPipeline.Attribute(letter, MessageAttributeNames.Attempt)));
        }
    }

    [Fact]
    public async Task A_message_that_is_delivered_twice_starts_one_execution()
    {
        await using var pipeline = await RunningPipeline.StartAsync();
        const string Body = """{"id":"order-1","prompt":"A croissant"}""";
        await pipeline.SendAsync(Body);
        await pipeline.SendAsync(Body);
        await pipeline.FinishAsync();
        await pipeline.SendAsync(Body);
        await pipeline.FinishAsync();
        Assert.Equal(1, pipeline.Count(ExecutionStatus.Succeeded));
        Assert.Empty(pipeline.DeadLetters);
    }

    [Fact]
    public async Task A_different_prompt_with_a_used_id_is_rejected_by_name()
    {
        await using var pipeline = await RunningPipeline.StartAsync();
        await pipeline.SendAsync("""{"id":"order-1","prompt":"A croissant"}""");
        await pipeline.FinishAsync();
        await pipeline.SendAsync("""{"id":"order-1","prompt":"A pyramid"}""");
        await pipeline.FinishAsync();
        var letter = Assert.Single(pipeline.DeadLetters);
        Assert.Equal(("RequestIdConflict", """{"id":"order-1","prompt":"A pyramid"}"""), (RunningPipeline.ErrorOf(letter), letter.Body));
        Assert.Equal(1, pipeline.Count(ExecutionStatus.Succeeded));
        Assert.Single(
            pipeline.Notices,
            mail =>
                mail.Content.Subject.Contains("order-1", StringComparison.Ordinal)
                && !mail.Content.Subject.Contains("stored", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_message_that_is_too_large_for_an_execution_is_rejected_by_name()
    {
        await using var pipeline = await RunningPipeline.StartAsync();
        var body = new string('"', 200_000);
        await pipeline.SendAsync(body);
        await pipeline.FinishAsync();
        var letter = Assert.Single(pipeline.DeadLetters);
        Assert.Equal(("MessageTooLarge", body), (RunningPipeline.ErrorOf(letter), letter.Body));
        Assert.Single(pipeline.Notices);
    }
}
