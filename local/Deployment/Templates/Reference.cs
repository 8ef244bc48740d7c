namespace PromptToImage.Deployment.Templates;

/// <summary>A reference to a parameter, a pseudo parameter or a resource.</summary>
/// <param name="Name">The logical id or the name of the parameter.</param>
/// <param name="Attribute">The attribute of the resource; null for what Ref returns.</param>
internal sealed record Reference(string Name, string? Attribute = null)
{
    /// <summary>Reads <c>Name</c> or <c>Name.Attribute</c>. An attribute can contain dots.</summary>
    public static Reference Parse(string text) =>
        text.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? new(text[..dot], text[(dot + 1)..]) : new(text);
}
