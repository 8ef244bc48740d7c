using System.Globalization;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.DeadLetters;

/// <summary>Lists the dead letters.</summary>
internal sealed class ListDeadLetters(CommandContext context)
{
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        DeadLetterView[] views;
        await using (var deadLetters = await new DeadLetterReader(context).OpenAsync([], cancellationToken))
        {
            views = [.. deadLetters.Letters.Select(letter => letter.View)];
        }

        if (context.Json)
        {
            OutputJson.Write(context.Screen, views, OutputJson.Default.IReadOnlyListDeadLetterView);
        }
        else if (views is [])
        {
            context.Screen.Error.WriteLine("No dead letters.");
        }
        else
        {
            AsListing(views).WriteTo(context.Screen);
        }

        return ExitCode.Done;
    }

    private static Listing AsListing(DeadLetterView[] views)
    {
        var listing = new Listing("ID", "NEXT ATTEMPT", "SENT", "ERROR", "REASON", "PROMPT");
        foreach (var view in views)
        {
            listing.Add(
                view.Id,
                view.NextAttempt.ToString(CultureInfo.InvariantCulture),
                Times.Show(view.SentAt),
                view.Error,
                view.Reason.ReplaceLineEndings(" "),
                view.Prompt.ReplaceLineEndings(" ")
            );
        }
        return listing;
    }
}
