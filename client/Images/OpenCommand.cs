using System.CommandLine;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Executions;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Images;

/// <summary><c>open ID</c>: shows the image of a prompt with the desktop's program, from a temporary folder.</summary>
internal static class OpenCommand
{
    public static Command Create(CommonOptions common)
    {
        var id = new Argument<string>("id") { HelpName = "ID", Description = "A prompt's id, or its execution's ARN" };
        var command = new Command("open", "Show the image of a prompt, from a temporary folder") { id };
        common.SetAction(
            command,
            async (parsed, context, cancellationToken) =>
            {
                var folder = context.CreateTemporaryFolder() + Path.DirectorySeparatorChar;
                var prompt = new AwaitedPrompt(IdArguments.IdFrom(parsed.GetRequiredValue(id)));
                return await new GetImages(context, new GetOptions(folder, Force: false, Open: true)).RunAsync([prompt], cancellationToken);
            }
        );
        ProgramHelp.AddExamples(command, "prompt-to-image open order-1234");
        return command;
    }
}
