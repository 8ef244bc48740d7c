using System.CommandLine;
using PromptToImage.Client.Connection;

namespace PromptToImage.Client.Commands;

/// <summary>What every command is built with: the options that all of them have, and the way to a session.</summary>
internal sealed class CommandEnvironment(Surroundings surroundings, ConnectionOptions connection)
{
    private readonly Option<bool> _json = new("--json") { Description = "Write results as JSON, one value a line", Recursive = true };

    public Surroundings Surroundings { get; } = surroundings;

    public void AddTo(RootCommand root)
    {
        root.Options.Add(_json);
        connection.AddTo(root);
    }

    /// <exception cref="ClientException">A setting that cannot be meant.</exception>
    public Session Open(ParseResult parsed)
    {
        return new Session(Surroundings, connection.Resolve(parsed, Surroundings.Environment), parsed.GetValue(_json));
    }
}
