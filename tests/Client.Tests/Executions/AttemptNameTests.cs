using PromptToImage.Client.Executions;
using PromptToImage.Contracts;

namespace PromptToImage.Client.Tests.Executions;

public sealed class AttemptNameTests
{
    [Theory]
    [InlineData("order-1", 1)]
    [InlineData("order-1", 2)]
    [InlineData("order-r", 13)]
    public void A_name_is_read_as_start_wrote_it(string id, int attempt)
    {
        Assert.Equal((id, attempt), AttemptName.Parse(ExecutionName.Of(id, attempt)));
    }

    [Theory]
    [InlineData("order-r1")]
    [InlineData("order-r02")]
    [InlineData("-r2")]
    [InlineData("order-rx")]
    public void A_name_that_only_looks_like_it_is_an_id(string name)
    {
        Assert.Equal((name, 1), AttemptName.Parse(name));
    }
}
