using PromptToImage.Client.Commands;
using PromptToImage.Client.Images;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Send;

/// <summary>The options of <c>send --file</c>.</summary>
/// <param name="File">A path, or <c>-</c>.</param>
/// <param name="Batch">Null is the file's name.</param>
/// <param name="Resume">A file that an earlier send wrote. The ids in it are not sent again.</param>
/// <param name="SkipInvalid">Whether to send the other lines where some cannot be sent.</param>
/// <param name="Get">Null does not wait for the images.</param>
internal sealed record SendFileOptions(
    string File,
    string? Batch,
    string? Resume,
    bool SkipInvalid,
    PromptDefaults Defaults,
    GetOptions? Get
);

/// <summary>Sends every line of a file.</summary>
internal sealed class SendFile(CommandContext context)
{
    public async Task<ExitCode> RunAsync(SendFileOptions options, CancellationToken cancellationToken)
    {
        var file = await PromptFile.ReadAsync(options.File, options.Batch, options.Defaults, context.Input, cancellationToken);
        ReportErrors(file, options.SkipInvalid);
        var prompts = options.Resume is null ? file.Prompts : await WithoutSentAsync(file.Prompts, options.Resume, cancellationToken);
        return await new SendMany(context).RunAsync(file.Prompts, prompts, file.ErrorCount, options.Get, cancellationToken);
    }

    private void ReportErrors(PromptFile file, bool skip)
    {
        if (file.ErrorCount == 0)
        {
            return;
        }

        if (!skip)
        {
            throw new CommandException(
                ExitCode.WrongUse,
                [.. file.Errors, "Nothing was sent. Correct these lines, or pass --skip-invalid to send the others."]
            );
        }

        if (file.Prompts.Count == 0)
        {
            throw new CommandException(ExitCode.WrongUse, [.. file.Errors, "Nothing was sent: no line can be sent."]);
        }

        foreach (var error in file.Errors)
        {
            context.Screen.Error.WriteLine(PlainText.OneLine(error));
        }
    }

    private static async Task<IReadOnlyList<OutgoingPrompt>> WithoutSentAsync(
        IReadOnlyList<OutgoingPrompt> prompts,
        string resume,
        CancellationToken cancellationToken
    )
    {
        if (!File.Exists(resume))
        {
            return prompts;
        }

        var sent = (await IdArguments.ReadFileAsync(resume, cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return [.. prompts.Where(prompt => !sent.Contains(prompt.Id))];
    }
}
