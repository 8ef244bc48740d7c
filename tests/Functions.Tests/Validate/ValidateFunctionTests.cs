using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Errors;
using PromptToImage.Functions.Tests.Fakes;
using PromptToImage.Functions.Validate;

namespace PromptToImage.Functions.Tests.Validate;

public sealed class ValidateFunctionTests
{
    [Fact]
    public async Task One_exception_lists_all_errors()
    {
        var function = new ValidateFunction(Host());
        var rejection = await Assert.ThrowsAsync<InvalidPromptException>(() =>
            function.HandleAsync(
                new ExecutionInput
                {
                    Id = "order-1",
                    Attempt = 1,
                    Message =
                        """{"prompt": "", "negativePrompt": "\u0000", "colour": "red", "seed": -1, "aspectRatio": "7:1", "id": "?"}""",
                },
                new TestContextOfLambda()
            )
        );
        Assert.Equal(
            """
            The prompt cannot be drawn, for 6 reasons.
            - 'colour' is no property of a prompt: the properties are prompt, negativePrompt, aspectRatio, seed, outputFormat, id.
            - id '?' cannot be used: it must be 1 to 64 of the characters A-Z a-z 0-9 _ -.
            - prompt is empty: say what to draw.
            - negativePrompt has a control character, first U+0000 at position 1: only newline and tab may be there.
            - aspectRatio '7:1' is not offered: use one of 16:9, 1:1, 21:9, 2:3, 3:2, 4:5, 5:4, 9:16, 9:21.
            - seed -1 cannot be used: it must be a whole number from 0 to 4294967294.
            """,
            rejection.Message
        );
    }

    [Fact]
    public async Task Prompts_are_not_logged()
    {
        var lambda = new TestContextOfLambda();
        await new ValidateFunction(Host()).HandleAsync(
            new ExecutionInput
            {
                Id = "order-1",
                Attempt = 1,
                Message = "a secret",
            },
            lambda
        );
        Assert.NotEmpty(lambda.Log);
        Assert.DoesNotContain(lambda.Log, line => line.Contains("secret", StringComparison.Ordinal));
    }

    private static FunctionHost Host() =>
        new()
        {
            Settings = new Dictionary<string, string>(),
            Time = new ManualTime(),
            Metrics = TextWriter.Null,
        };
}
