using System.Globalization;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;

namespace PromptToImage.Client.DeadLetters;

/// <summary>Shows one prompt's dead letters in full.</summary>
internal sealed class ShowDeadLetter(Session session)
{
    public async Task<ExitCode> RunAsync(string id, CancellationToken stop)
    {
        DeadLetterView[] views;
        await using (var box = await new DeadLetterQueue(session).OpenAsync([id], stop))
        {
            views = [.. box.Letters.Where(letter => letter.Id == id).Select(letter => letter.View)];
        }

        if (views is [])
        {
            throw ClientException.WrongUse(
                $"No dead letter has the id '{id}'. To see those that there are: {session.Command("dead-letters")}"
            );
        }

        foreach (var view in views)
        {
            if (session.Json)
            {
                OutputJson.Write(session.Screen, view, OutputJson.Default.DeadLetterView);
            }
            else
            {
                Write(session.Screen.Out, view);
            }
        }
        return ExitCode.Done;
    }

    private void Write(TextWriter output, DeadLetterView view)
    {
        output.WriteLine($"id            {view.Id}");
        output.WriteLine($"next attempt  {view.NextAttempt.ToString(CultureInfo.InvariantCulture)}");
        output.WriteLine($"sent          {Times.Show(view.SentAt)}");
        output.WriteLine($"execution     {PlainText.OneLine(view.ExecutionArn ?? "none was started")}");
        output.WriteLine($"error         {PlainText.OneLine(view.Error)}");
        output.WriteLine($"reason        {PlainText.Block(view.Reason)}");
        output.WriteLine($"prompt        {PlainText.Block(view.Prompt)}");
        if (view.Body != view.Prompt)
        {
            output.WriteLine($"message       {PlainText.Block(view.Body)}");
        }

        output.WriteLine($"try again     {session.Command($"dead-letters redrive {view.Id}")}");
    }
}
