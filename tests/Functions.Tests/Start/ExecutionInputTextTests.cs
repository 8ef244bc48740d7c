using System.Text;
using PromptToImage.Contracts;
using PromptToImage.Functions.Start;

namespace PromptToImage.Functions.Tests.Start;

public sealed class ExecutionInputTextTests
{
    [Fact]
    public void It_escapes_only_the_characters_that_json_requires()
    {
        var input = ExecutionInputText.Build("order-1", 2, "\"\\ \n\r\t\u0001 é 😀 </script>");
        Assert.Equal("""{"id":"order-1","attempt":2,"message":"\"\\ \n\r\t\u0001 é 😀 </script>"}""", input);
    }

    [Fact]
    public void An_emoji_takes_four_bytes()
    {
        var input = ExecutionInputText.Build("order-1", 1, string.Concat(Enumerable.Repeat("😀", 1_000)));
        Assert.InRange(Encoding.UTF8.GetByteCount(input), 4_000, 4_100);
    }

    [Theory]
    [InlineData(1, "order-1")]
    [InlineData(2, "order-1-r2")]
    [InlineData(1_000_000, "order-1-r1000000")]
    public void An_execution_is_named_after_id_and_attempt(int attempt, string name) =>
        Assert.Equal(name, PromptExecutionName.For("order-1", attempt));

    [Fact]
    public void Step_Functions_accepts_the_longest_name() =>
        Assert.InRange(PromptExecutionName.For(new string('a', 64), 1_000_000).Length, 1, 80);
}
