using System.Globalization;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;

namespace PromptToImage.Client.DeadLetters;

/// <summary>Lists the dead letters.</summary>
internal sealed class ListDeadLetters(Session session)
{
    private const int ReasonLength = 100;
    private const int PromptLength = 60;

    public async Task<ExitCode> RunAsync(CancellationToken stop)
    {
        DeadLetterView[] views;
        await using (var box = await new DeadLetterQueue(session).OpenAsync([], stop))
        {
            views = [.. box.Letters.Select(letter => letter.View)];
        }

        if (session.Json)
        {
            OutputJson.Write(session.Screen, views, OutputJson.Default.IReadOnlyListDeadLetterView);
        }
        else if (views is [])
        {
            session.Screen.Error.WriteLine("No dead letters.");
        }
        else
        {
            AsListing(views).WriteTo(session.Screen);
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
                PlainText.Shortened(view.Reason.ReplaceLineEndings(" "), ReasonLength),
                PlainText.Shortened(view.Prompt.ReplaceLineEndings(" "), PromptLength)
            );
        }
        return listing;
    }
}
