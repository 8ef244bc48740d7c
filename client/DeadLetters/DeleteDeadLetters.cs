using PromptToImage.Client.Commands;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.DeadLetters;

/// <summary>Deletes the dead letters of named prompts permanently.</summary>
internal sealed class DeleteDeadLetters(CommandContext context)
{
    /// <exception cref="CommandException">No dead letter has one of the ids. The others are deleted.</exception>
    public async Task<ExitCode> RunAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        string[] missing;
        await using (var received = await new DeadLetterReader(context).OpenAsync(ids, cancellationToken))
        {
            missing = [.. ids.Except(received.Letters.Select(letter => letter.Id))];
            foreach (var letter in received.Letters.Where(letter => ids.Contains(letter.Id)))
            {
                await received.RemoveAsync(letter);
                context.Screen.Out.WriteLine($"{letter.Id}\tdeleted");
            }
        }

        return missing is [] ? ExitCode.Done : throw DeadLetterReader.Missing(missing, context);
    }
}
