using System.CommandLine;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Executions;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Images;

/// <summary><c>get ID…</c>: downloads images and their manifests.</summary>
internal static class GetCommand
{
    public static Command Create(CommonOptions common)
    {
        var ids = new IdArguments();
        var path = new Option<string?>("--out", "-o")
        {
            HelpName = "PATH",
            Description = "A file or a folder for the image and its manifest [default: ./{id}.png and ./{id}.manifest.json]",
        };
        var force = new Option<bool>("--force") { Description = "Overwrite existing files" };
        var wait = new Option<bool>("--wait") { Description = "Wait for prompts that have not ended" };
        var attempt = WaitOptions.Attempt();
        var timeout = WaitOptions.Timeout();
        var open = new Option<bool>("--open") { Description = "Show the image" };
        var command = new Command("get", "Download images and their manifests") { path, force, wait, attempt, timeout, open };
        ids.AddTo(command);
        common.SetAction(
            command,
            async (parsed, context, cancellationToken) =>
            {
                var chosen = await ids.ReadAsync(parsed, context.Input, cancellationToken);
                var waits = parsed.GetValue(wait) || parsed.GetValue(attempt) is not null;
                var options = new GetOptions(parsed.GetValue(path), parsed.GetValue(force), parsed.GetValue(open))
                {
                    Timeout = waits ? parsed.GetValue(timeout).Longest : null,
                };
                var prompts = chosen.Select(prompt => new AwaitedPrompt(prompt, parsed.GetValue(attempt) ?? 1));
                return await new GetImages(context, options).RunAsync([.. prompts], cancellationToken);
            }
        );
        ProgramHelp.AddExamples(
            command,
            "prompt-to-image get order-1234 --out pyramid.png",
            "prompt-to-image get --ids sent.tsv --wait --timeout 2h --out images/"
        );
        return command;
    }
}
