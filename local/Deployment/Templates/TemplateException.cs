namespace PromptToImage.Deployment.Templates;

/// <summary>A template that cannot be deployed on one machine. The message has one line per error, which names the logical id.</summary>
public sealed class TemplateException : Exception
{
    public TemplateException(string error, Exception? inner = null)
        : base(error, inner) => Errors = [error];

    public TemplateException(IReadOnlyList<string> errors)
        : base(string.Join('\n', errors)) => Errors = errors;

    public IReadOnlyList<string> Errors { get; }
}
