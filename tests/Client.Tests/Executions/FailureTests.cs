using System.Text.Json;
using PromptToImage.Client.Executions;

namespace PromptToImage.Client.Tests.Executions;

public sealed class FailureTests
{
    [Fact]
    public void The_message_is_found_inside_the_json_of_lambda_and_the_catch()
    {
        var lambda = JsonSerializer.Serialize(
            new { errorMessage = "The model filters that prompt.", errorType = "ContentFilteredException" }
        );
        var caught = JsonSerializer.Serialize(new { Error = "ContentFilteredException", Cause = lambda });
        Assert.Equal(
            new Failure("ContentFilteredException", "The model filters that prompt."),
            Failure.Read("ContentFilteredException", caught, "FAILED")
        );
    }

    [Theory]
    [InlineData(null, null, "TIMED_OUT", "TIMED_OUT", "")]
    [InlineData("", "stopped", "ABORTED", "ABORTED", "stopped")]
    [InlineData("States.Timeout", "", "FAILED", "States.Timeout", "")]
    [InlineData("Broken", "{\"Cause\":\"cut of", "FAILED", "Broken", "{\"Cause\":\"cut of")]
    [InlineData("Broken", "{\"other\":1}", "FAILED", "Broken", "{\"other\":1}")]
    [InlineData("Broken", "{\"Error\":\"Broken\"}", "FAILED", "Broken", "Broken")]
    [InlineData("Broken", "{not json}", "FAILED", "Broken", "{not json}")]
    public void A_cause_that_cannot_be_unwrapped_is_shown_unchanged(string? error, string? cause, string status, string name, string reason)
    {
        Assert.Equal(new Failure(name, reason), Failure.Read(error, cause, status));
    }
}
