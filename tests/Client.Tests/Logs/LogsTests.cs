using System.Text.RegularExpressions;
using PromptToImage.Client.Logs;
using PromptToImage.Client.Tests.Harness;

namespace PromptToImage.Client.Tests.Logs;

[Collection(nameof(WholePipeline))]
public sealed class LogsTests(WholePipeline pipeline)
{
    [Fact]
    public async Task The_functions_log_of_a_prompt_has_its_error()
    {
        await pipeline.SendAsync("logs-1", "Plain nsfw");
        var run = (await pipeline.RunAsync("logs", "logs-1")).EndedWith(0);
        Assert.Equal("TIME\tFUNCTION\tMESSAGE", run.Lines[0]);
        Assert.Contains(
            run.Lines,
            line => Regex.IsMatch(line, @"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ\tvalidate\tInformation Prompt logs-1, attempt 1, is valid\.$")
        );
        Assert.Contains(run.Lines, line => line.Contains("\tgenerate\tError logs-1: ContentFilteredException: ", StringComparison.Ordinal));
        var json = (await pipeline.RunAsync("logs", "logs-1", "--json")).EndedWith(0).Json;
        Assert.Contains(json.EnumerateArray(), entry => entry.GetProperty("function").GetString() == "generate");
    }

    [Fact]
    public async Task An_unknown_prompt_has_no_entries()
    {
        (await pipeline.RunAsync("logs", "never-sent")).FailedWith(1, "The functions' log has no entry about never-sent.");
        (await pipeline.RunAsync("logs", "../status")).FailedWith(
            2,
            "'../status' is not an id: it must be 1 to 64 of the characters A-Z a-z 0-9 _ -."
        );
    }

    [Fact]
    public void On_aws_there_is_a_command_for_each_function()
    {
        var commands = CloudWatchCommands.For(
            "order-1",
            "arn:aws:states:eu-central-1:123456789012:stateMachine:staging-prompt-to-image",
            DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)
        );
        Assert.Equal(5, commands.Count);
        Assert.Equal(
            "aws logs filter-log-events --region eu-central-1 --log-group-name /aws/lambda/staging-prompt-to-image-start"
                + " --filter-pattern '\"order-1\"' --start-time 1700000000000 --query 'events[].[timestamp,message]' --output text",
            commands[0]
        );
    }
}
