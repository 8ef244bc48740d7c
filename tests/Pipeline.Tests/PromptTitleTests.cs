namespace PromptToImage.Pipeline.Tests;

public sealed class PromptTitleTests
{
    [Theory]
    [InlineData("""{"id":"a","attempt":1,"message":"A croissant"}""", "A croissant")]
    [InlineData("""{"id":"a","attempt":1,"message":"{\"prompt\":\"A croissant\",\"seed\":1}"}""", "A croissant")]
    [InlineData("""{"id":"a","attempt":1,"message":"{broken"}""", "{broken")]
    [InlineData("""{"message":"\ud800"}""", null)]
    [InlineData("""{"something":"else"}""", null)]
    [InlineData("[]", null)]
    public void The_title_of_an_execution_is_its_prompt(string input, string? title) => Assert.Equal(title, PromptTitle.FromInput(input));
}
