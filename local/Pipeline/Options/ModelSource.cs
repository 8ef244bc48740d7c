namespace PromptToImage.Pipeline.Options;

/// <summary>Where images come from, written <c>local</c>, <c>aws</c> or as the URL of a server.</summary>
public sealed record ModelSource
{
    private readonly string _text;

    private ModelSource(string text, Uri? server = null)
    {
        _text = text;
        Server = server;
    }

    /// <summary>The local model, which draws: no AWS account, no cost.</summary>
    public static ModelSource Local { get; } = new("local");

    /// <summary>Amazon Bedrock, with the credentials of this machine's AWS configuration. Each image is charged.</summary>
    public static ModelSource Aws { get; } = new("aws");

    /// <summary>The server of the OpenAI images API that generates the images of the local model; null without one.</summary>
    public Uri? Server { get; }

    /// <exception cref="FormatException">The text is not a source of images.</exception>
    public static ModelSource Parse(string text) =>
        text switch
        {
            "local" => Local,
            "aws" => Aws,
            _ when Uri.TryCreate(text, UriKind.Absolute, out var url) && IsServer(url) => new ModelSource(text, url),
            _ => throw new FormatException($"'{text}' is not 'local', 'aws' or a URL such as http://localhost:1234"),
        };

    public override string ToString() => _text;

    // Keys and queries would end up in error messages.
    private static bool IsServer(Uri url) =>
        url.Scheme is "http" or "https" && url.Host.Length > 0 && url is { UserInfo: "", Query: "", Fragment: "" };
}
