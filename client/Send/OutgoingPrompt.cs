using PromptToImage.Client.Output;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Client.Send;

/// <summary>A prompt that keeps the pipeline's rules, ready for the queue.</summary>
internal sealed record OutgoingPrompt(string Id, string Prompt, string Body)
{
    /// <summary>As <c>send --file</c> reports it and other commands read it.</summary>
    public string AsLine()
    {
        return $"{Id}\t{PlainText.OneLine(Prompt)}";
    }

    /// <param name="errors">Every rule that it breaks, each in a sentence; empty when it can be sent.</param>
    public static OutgoingPrompt Check(PromptMessage message, string id, out IReadOnlyList<string> errors)
    {
        var body = MessageBody.Write(message, id);
        var validation = PromptRules.Check(body, id);
        errors = [.. message.Errors, .. validation.Errors];
        return new OutgoingPrompt(id, validation.Request?.Prompt ?? "", body);
    }
}
