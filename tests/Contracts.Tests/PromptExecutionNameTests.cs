namespace PromptToImage.Contracts.Tests;

public sealed class PromptExecutionNameTests
{
    [Theory]
    [InlineData("order-1", 1)]
    [InlineData("order-1", 2)]
    [InlineData("order-r", 13)]
    public void A_name_that_start_wrote_is_parsed(string id, int attempt)
    {
        Assert.Equal((id, attempt), PromptExecutionName.Parse(PromptExecutionName.For(id, attempt)));
    }

    [Theory]
    [InlineData("order-r1")]
    [InlineData("order-r02")]
    [InlineData("-r2")]
    [InlineData("order-rx")]
    public void A_name_without_a_valid_attempt_is_an_id(string name)
    {
        Assert.Equal((name, 1), PromptExecutionName.Parse(name));
    }
}
