using System.CommandLine;
using PromptToImage.Client.Executions;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Client.Images;

/// <summary>The options of commands that send prompts and can wait for the images.</summary>
internal sealed class ImageOptions
{
    private readonly Option<bool> _wait = new("--wait") { Description = "Wait until each prompt ends and download the images" };
    private readonly Option<DurationRange> _timeout = WaitOptions.Timeout();
    private readonly Option<string?> _out = new("--out", "-o")
    {
        HelpName = "PATH",
        Description = "A file or a folder for the image and its manifest; implies --wait [default: ./{id}.png]",
    };
    private readonly Option<bool> _force = new("--force") { Description = "Overwrite existing files" };
    private readonly Option<bool> _open = new("--open") { Description = "Show the image; implies --wait" };

    public IReadOnlyList<Option> All => [_wait, _timeout, _out, _force, _open];

    public bool Opens(ParseResult parsed) => parsed.GetValue(_open);

    /// <returns>Null where the command does not wait.</returns>
    public GetOptions? ForOne(ParseResult parsed) => Read(parsed, parsed.GetValue(_out));

    /// <summary>Several images always go to a folder, which is created if it does not exist.</summary>
    /// <inheritdoc cref="ForOne"/>
    public GetOptions? ForSeveral(ParseResult parsed) =>
        Read(
            parsed,
            parsed.GetValue(_out) is { } path ? Path.TrimEndingDirectorySeparator(path) + Path.DirectorySeparatorChar : null
        );

    private GetOptions? Read(ParseResult parsed, string? path) =>
        parsed.GetValue(_wait) || parsed.GetValue(_open) || path is not null
            ? new GetOptions(path, parsed.GetValue(_force), parsed.GetValue(_open)) { Timeout = parsed.GetValue(_timeout).Longest }
            : null;
}
