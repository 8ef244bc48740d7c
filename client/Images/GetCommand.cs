using System.CommandLine;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Executions;

namespace PromptToImage.Client.Images;

/// <summary><c>get ID…</c>: fetches images and their manifests.</summary>
internal static class GetCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        var ids = new IdArguments();
        var path = new Option<string?>("--out", "-o")
        {
            HelpName = "PATH",
            Description = "Where the image goes, its manifest beside it: a file, or a folder [default: ./{id}.png]",
        };
        var wait = new Option<bool>("--wait") { Description = "Wait for prompts that have not ended" };
        var attempt = AttemptOption.Create();
        var open = new Option<bool>("--open") { Description = "Show the image" };
        var command = new Command("get", "Fetch images and their manifests") { path, wait, attempt, open };
        ids.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                using var session = environment.Open(parsed);
                var chosen = await ids.ReadAsync(parsed, session.Surroundings.Input, stop);
                var awaited = parsed.GetValue(wait) || parsed.GetValue(attempt) is not null ? parsed.GetValue(attempt) ?? 1 : (long?)null;
                var get = new GetImages(session, parsed.GetValue(path), awaited, parsed.GetValue(open));
                return (int)await get.RunAsync(chosen, stop);
            }
        );
        HelpWithExamples.Add(
            command,
            "prompt-to-image get order-1234 --out pyramid.png",
            "prompt-to-image get --ids sent.tsv --wait --out images/"
        );
        return command;
    }
}
