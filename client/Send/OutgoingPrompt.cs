using PromptToImage.CommandLine;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Client.Send;

/// <summary>One prompt of <c>send --json</c>.</summary>
/// <param name="Error">The reason why the queue does not have the message; absent where it has.</param>
internal sealed record SentView(string Id, string Prompt, string? Error = null);

/// <summary>A checked prompt, ready for the queue.</summary>
internal sealed record OutgoingPrompt(string Id, string Prompt, string Body)
{
    /// <summary>The line that <c>send --file</c> writes and <c>--ids</c> reads.</summary>
    public string AsLine()
    {
        return $"{Id}\t{PlainText.OneLine(Prompt)}";
    }

    /// <param name="errors">A sentence for every broken rule; empty where the prompt can be sent.</param>
    public static OutgoingPrompt Check(PromptMessage message, string id, out IReadOnlyList<string> errors)
    {
        var body = MessageBody.Write(message, id);
        var validation = PromptRules.Check(body, id);
        errors = [.. message.Errors, .. validation.Errors];
        return new OutgoingPrompt(id, validation.Request?.Prompt ?? "", body);
    }
}
