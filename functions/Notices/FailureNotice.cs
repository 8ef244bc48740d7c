using System.Globalization;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Functions.Notices;

/// <summary>
/// The e-mail about a prompt that failed. It has the failed step and the cause, the failed tries, the prompt, advice, the redrive command
/// if a redrive can succeed, and a link to the execution. It has the same form when a step failed, when the execution ended unhandled, and
/// when no execution was started.
/// </summary>
public static class FailureNotice
{
    /// <summary>The number of characters shown of the prompt. The dead letter has the complete prompt.</summary>
    private const int ExcerptLength = 200;

    /// <summary>The number of groups of failed tries shown, which the definition's retries do not reach.</summary>
    private const int MaxGroups = 50;

    /// <summary>The number of characters shown of the error of a group of failed tries.</summary>
    private const int ErrorLength = 160;

    public static Notice Compose(FailedPrompt prompt, NoticeLinks links)
    {
        var explanation = ErrorExplanation.For(prompt.Error);
        var where = prompt.State is null ? "Before the execution started" : prompt.State;
        var text = new NoticeText();
        text.Paragraph("A prompt could not be turned into an image.")
            .Section(
                "What failed",
                $"{where}: {explanation.Reason} ({PrintableText.OneLine(prompt.Error, 100)})\n{CauseText.From(prompt.Cause)}"
            );
        AddTries(text, prompt.FailedTries);
        text.Section("What was asked", NoticeText.Excerpt(prompt.Asked, ExcerptLength));
        if (prompt.DeadLetterError is { } deadLetterError)
        {
            text.Section(
                    "What to do",
                    $"{explanation.Advice}\nThe prompt could not be put into the dead-letter queue either, so no command can redrive "
                        + "it: send the message below again."
                )
                .Section("Why it is not in the dead-letter queue", deadLetterError)
                .Verbatim("The whole message", prompt.Message);
        }
        else
        {
            text.Section("What to do", explanation.Advice);
            if (explanation.CanRedrive)
            {
                text.Verbatim("Try it again as it is", links.RedriveCommand(prompt.Id));
            }
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
        return new Notice(Subject(prompt, explanation), text.ToString());
    }

    /// <summary>The reason and the attempt are always complete. A long id is shortened.</summary>
    private static string Subject(FailedPrompt prompt, ErrorExplanation explanation)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $": {explanation.Reason} (attempt {prompt.Attempt})");
        var begin = $"Prompt {prompt.Id}";
        var room = NoticeSubject.MaximumLength - end.Length;
        return NoticeSubject.Make((begin.Length <= room ? begin : begin[..(room - 3)] + "...") + end);
    }

    private static void AddTries(NoticeText text, IReadOnlyList<FailedTry> tries)
    {
        // A single one is the failure itself.
        if (tries.Count < 2)
        {
            return;
        }

        var groups = Groups(tries);
        var shown = groups.TakeLast(MaxGroups).ToList();
        var missing = tries.Count - shown.Sum(group => group.Count);
        List<string> lines = missing == 0 ? [] : [$"[{missing:N0} earlier ones are in the execution's history]"];
        lines.AddRange(shown.Select(Describe));
        text.Section($"The {tries.Count} failed tries", string.Join('\n', lines));
    }

    /// <summary>Consecutive tries of one state with one error make a group, so that hundreds of retries are a few lines.</summary>
    private static List<List<FailedTry>> Groups(IReadOnlyList<FailedTry> tries)
    {
        List<List<FailedTry>> groups = [];
        foreach (var failed in tries)
        {
            if (groups is [.., var last] && last[0].State == failed.State && last[0].Error == failed.Error)
            {
                last.Add(failed);
            }
            else
            {
                groups.Add([failed]);
            }
        }

        return groups;
    }

    /// <summary>The error, with the cause of the last try, and the time of each try.</summary>
    private static string Describe(List<FailedTry> group)
    {
        var error = PrintableText.OneLine($"{group[0].State}: {ErrorText.Describe(group[0].Error, group[^1].Cause)}", ErrorLength);
        return $"{error}\nat {NoticeTime.Format(group.Select(failed => failed.At))}";
    }
}
