using System.Text;
using PromptToImage.Contracts;
using PromptToImage.Functions.Start;

namespace PromptToImage.Functions.Tests.Start;

public sealed class ExecutionInputTextTests
{
    [Fact]
    public void It_escapes_what_json_demands_and_nothing_else()
    {
        var input = ExecutionInputText.Build("order-1", 2, "\"\\ \n\r\t\u0001 é 😀 </script>");
        Assert.Equal("""{"id":"order-1","attempt":2,"message":"\"\\ \n\r\t\u0001 é 😀 </script>"}""", input);
    }

    [Fact]
    public void An_emoji_counts_as_the_four_bytes_that_it_is()
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
    public void The_longest_name_is_one_that_Step_Functions_takes() =>
        Assert.InRange(PromptExecutionName.For(new string('a', 64), 1_000_000).Length, 1, 80);
}
