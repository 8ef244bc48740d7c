using System.Globalization;

namespace PromptToImage.WebConsole.Model;

/// <summary>
/// The message about an action on the page that follows it. The page's address has a key and a number, never text, so that a link cannot
/// make the console say anything else.
/// </summary>
public static class ActionResult
{
    public const string Sent = "sent";
    public const string SentBefore = "sent-before";
    public const string Conflict = "conflict";
    public const string Stopped = "stopped";
    public const string Continued = "continued";
    public const string Started = "started";
    public const string Redriven = "redriven";
    public const string FilterChanged = "filter";

    /// <summary>The address of a page with a message.</summary>
    /// <param name="count">How many items the action changed.</param>
    public static string Link(string page, string key, int count = 1) =>
        string.Create(CultureInfo.InvariantCulture, $"{page}?done={key}&count={count}");

    /// <returns>Null where there is no such message.</returns>
    public static string? Describe(string? key, int count) =>
        key switch
        {
            Sent => "The prompt was sent to the queue.",
            SentBefore => "This prompt was sent before with this id. It gives one image.",
            Conflict => "Another prompt has this id, so this prompt becomes a dead letter (RequestIdConflict). Send it with another id.",
            Stopped => "The execution was stopped.",
            Continued => "The execution continues from the failed state.",
            Started => "A new execution was started.",
            Redriven when count == 0 => "There was no dead letter to redrive.",
            Redriven when count == 1 => "1 dead letter was sent to the queue again.",
            Redriven => string.Create(CultureInfo.InvariantCulture, $"{count:N0} dead letters were sent to the queue again."),
            FilterChanged => "The words of the content filter were changed.",
            _ => null,
        };
}
