namespace PromptToImage.Client.Send;

/// <summary>What a line of a file of prompts is.</summary>
internal enum LineFormat
{
    /// <summary><c>.txt</c>: the prompt, whatever it begins with.</summary>
    Text,

    /// <summary><c>.jsonl</c>: a JSON object as the queue takes it.</summary>
    Json,

    /// <summary>Anything else, standard input among them: the queue's own rule, JSON when it begins with a brace.</summary>
    Either,
}
