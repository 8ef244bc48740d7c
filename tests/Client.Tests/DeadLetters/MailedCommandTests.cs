using System.CommandLine;
using PromptToImage.Client.Commands;
using PromptToImage.Contracts;
using PromptToImage.Deployment;
using PromptToImage.Deployment.Iam;
using PromptToImage.Functions.Notices;
using PromptToImage.Pipeline;
using PromptToImage.Pipeline.Options;

namespace PromptToImage.Client.Tests.DeadLetters;

public sealed class MailedCommandTests
{
    [Theory]
    [InlineData("order-1234", 4566)]
    [InlineData("1234", 4566)]
    [InlineData("1234", 4570)]
    [InlineData("-5", 4566)]
    [InlineData("--all", 4570)]
    public void The_redrive_command_in_a_mail_names_the_prompt_and_the_pipeline(string id, int port)
    {
        var function = new FunctionConfiguration(
            "notify",
            new AccessKey("id", "secret", "token"),
            new Dictionary<string, string> { [SettingNames.RedriveCommandFormat] = "" },
            MemorySize: 512
        );
        var settings = LocalEnvironment.For(function, new Uri($"http://localhost:{port}"), ModelSource.Local);
        var links = new NoticeLinks { RedriveCommandFormat = settings[SettingNames.RedriveCommandFormat] };

        // Parsing uses none of the process's services.
        var root = ClientRootCommand.Create(new CommonOptions(services: null!));
        var words = links.RedriveCommand(id).Split(' ')[1..];
        var parsed = root.Parse(CommandTokens.From(words, [.. root.Subcommands.Select(verb => verb.Name)]));

        Assert.Empty(parsed.Errors);
        Assert.Equal("redrive", parsed.CommandResult.Command.Name);
        Assert.Equal([id], parsed.GetRequiredValue<string[]>("id"));
        Assert.Equal(port, parsed.GetValue<int?>("--local"));
        Assert.False(parsed.GetValue<bool>("--all"));
    }
}
