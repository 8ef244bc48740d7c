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

    /// <param name="faults">Every rule that it breaks, each in a sentence; empty when it can be sent.</param>
    public static OutgoingPrompt Check(PromptMessage message, string id, out IReadOnlyList<string> faults)
    {
        var body = MessageBody.Write(message, id);
        var verdict = PromptRules.Check(body, id);
        faults = [.. message.Faults, .. verdict.Faults];
        return new OutgoingPrompt(id, verdict.Request?.Prompt ?? "", body);
    }
}
