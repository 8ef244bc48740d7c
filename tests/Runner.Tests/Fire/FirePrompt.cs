using System.Globalization;

namespace PromptToImage.Runner.Tests.Fire;

/// <summary>A prompt that is sent while the runner is killed.</summary>
/// <param name="Error">The error that it must end with; null if it may become an image or fail with one of the model's errors.</param>
internal sealed record FirePrompt(string Id, string Body, string? Error)
{
    public static FirePrompt Make(int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"fire-{number:00000}");
        return (number % 9) switch
        {
            3 => new(id, $$"""{"id":"{{id}}","prompt":"nsfw number {{number}}"}""", "ContentFilteredException"),
            6 => new(id, $$"""{"id":"{{id}}","prompt":"number {{number}}","seed":-1}""", "InvalidPromptException"),
            _ => new(id, $$"""{"id":"{{id}}","prompt":"A croissant, number {{number}}"}""", null),
        };
    }
}
