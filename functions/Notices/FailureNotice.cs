using System.Globalization;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Functions.Notices;

/// <summary>
/// The e-mail about a prompt that failed. It has the prompt, the failed step and the cause, advice, the redrive command and a link to
/// the execution. It has the same form when a step failed, when the execution ended unhandled, and when no execution was started.
/// </summary>
public static class FailureNotice
{
    /// <summary>The number of characters shown of the prompt. The dead letter has the complete prompt.</summary>
    private const int ExcerptLength = 2_000;

    public static Notice Compose(FailedPrompt prompt, NoticeLinks links)
    {
        var words = ErrorExplanation.For(prompt.Error);
        var where = prompt.State is null ? "Before the execution started" : prompt.State;
        NoticeText text = new();
        text.Paragraph("A prompt could not be turned into an image.")
            .Section("What was asked", NoticeText.Excerpt(prompt.Asked, ExcerptLength))
            .Section("What failed", $"{where}: {words.Reason} ({PrintableText.OneLine(prompt.Error, 100)})\n{CauseText.From(prompt.Cause)}");

        if (prompt.DeadLetterError is null)
        {
            text.Section("What to do", words.Advice).Verbatim("Try it again as it is", links.RedriveCommand(prompt.Id));
        }
        else
        {
            text.Section(
                    "What to do",
                    $"{words.Advice}\nThe prompt could not be put into the dead-letter queue either, so no command can redrive "
                        + "it: send the message below again."
                )
                .Section("Why it is not in the dead-letter queue", prompt.DeadLetterError)
                .Verbatim("The whole message", prompt.Message);
        }

        if (prompt.ExecutionArn is not null)
        {
            text.Verbatim("Where to look", links.ExecutionUrl(prompt.ExecutionArn));
        }

        text.Facts(
            ("Id", prompt.Id),
            ("Attempt", prompt.Attempt.ToString(CultureInfo.InvariantCulture)),
            ("Started", prompt.StartedAt is { } started ? NoticeTime.Format(started) : null),
            ("Failed", NoticeTime.Format(prompt.FailedAt, prompt.StartedAt)),
            ("Execution", prompt.ExecutionArn)
        );
        return new Notice(NoticeSubject.Make($"Prompt {prompt.Id}: {words.Reason}"), text.ToString());
    }
}
