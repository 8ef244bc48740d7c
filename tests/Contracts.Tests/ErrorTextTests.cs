namespace PromptToImage.Contracts.Tests;

public sealed class ErrorTextTests
{
    [Theory]
    [InlineData("Boom", "it broke", "Boom: it broke")]
    [InlineData("Boom", null, "Boom")]
    [InlineData(null, "it broke", "it broke")]
    [InlineData(null, null, "no reason given")]
    [InlineData("Boom", """{"errorMessage":"no such model","errorType":"Boom"}""", "Boom: no such model")]
    [InlineData("Boom", """{"Error":"Boom","Cause":"{\"errorMessage\":\"no such model\"}"}""", "Boom: no such model")]
    [InlineData("Boom", """{"code":7}""", """Boom: {"code":7}""")]
    [InlineData("Boom", "{ not JSON", "Boom: { not JSON")]
    [InlineData("Boom", """{"errorMessage":"\ud800"}""", """Boom: {"errorMessage":"\ud800"}""")]
    [InlineData("Boom", """{"errorType":"Boom","errorMessage":"outer","cause":{"errorMessage":"inner"}}""", "Boom: outer")]
    public void An_error_is_described_by_the_message_in_its_cause(string? error, string? cause, string said) =>
        Assert.Equal(said, ErrorText.Describe(error, cause));
}
