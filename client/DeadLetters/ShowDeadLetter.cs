using System.Globalization;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;
using PromptToImage.Contracts;

namespace PromptToImage.Client.DeadLetters;

/// <summary>Shows the dead letters of one prompt with their whole messages.</summary>
internal sealed class ShowDeadLetter(CommandContext context)
{
    public async Task<ExitCode> RunAsync(string id, CancellationToken cancellationToken)
    {
        DeadLetterView[] views;
        await using (var deadLetters = await new DeadLetterReader(context).OpenAsync([id], cancellationToken))
        {
            views = [.. deadLetters.Letters.Where(letter => letter.Id == id).Select(letter => letter.View)];
        }

        if (views is [])
        {
            throw DeadLetterReader.Missing([id], context);
        }

        foreach (var view in views)
        {
            if (context.Json)
            {
                OutputJson.Write(context.Screen, view, OutputJson.Default.DeadLetterView);
            }
            else
            {
                Write(context.Screen.Out, view);
            }
        }
        return ExitCode.Done;
    }

    private void Write(TextWriter output, DeadLetterView view)
    {
        output.WriteLine($"id            {view.Id}");
        output.WriteLine($"next attempt  {view.NextAttempt.ToString(CultureInfo.InvariantCulture)}");
        output.WriteLine($"sent          {Times.Show(view.SentAt)}");
        output.WriteLine($"execution     {PlainText.OneLine(view.ExecutionArn ?? "not started")}");
        output.WriteLine($"error         {PlainText.OneLine(view.Error)}");
        output.WriteLine($"reason        {PlainText.Block(view.Reason)}");
        output.WriteLine($"prompt        {PlainText.Block(view.Prompt)}");
        if (view.Body != view.Prompt)
        {
            output.WriteLine($"message       {PlainText.Block(view.Body)}");
        }

        output.WriteLine(
            // A prompt whose id another prompt has needs an id of its own.
            view.Error == DeadLetterReasons.RequestIdConflict
                ? $"try again     {context.Command("dead-letters redrive", view.Id, " --as NEWID")}"
            : FinalErrors.AdviceFor(view.Error) is { } advice ? $"what to do    {advice}"
            : $"try again     {context.Command("dead-letters redrive", view.Id)}"
        );
    }
}
