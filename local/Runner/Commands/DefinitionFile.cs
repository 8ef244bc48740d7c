using System.Text;
using PromptToImage.CommandLine;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Runner.Commands;

/// <summary>The text of a state machine definition: the project's own or another file.</summary>
internal sealed class DefinitionFile
{
    private readonly string _path;

    private DefinitionFile(string path, string text)
    {
        _path = path;
        Text = text;
    }

    /// <summary>The project's definition, which the build copies next to the program.</summary>
    public static string Own { get; } = Path.Combine(AppContext.BaseDirectory, "statemachine", "prompt-to-image.asl.json");

    public string Text { get; }

    /// <param name="path">Null reads the project's definition.</param>
    /// <exception cref="CommandException">The file cannot be read.</exception>
    public static async Task<DefinitionFile> ReadAsync(string? path, CancellationToken cancellationToken) =>
        new(path ?? Own, await ReadTextAsync(path ?? Own, cancellationToken));

    /// <exception cref="CommandException">The file cannot be read.</exception>
    public static async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, Encoding.UTF8, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.WrongUse($"Cannot read '{path}': {e.Message}", e);
        }
    }

    /// <exception cref="CommandException">The definition is not valid. Each line names the file and the place in it.</exception>
    public T Parse<T>(Func<string, T> parse)
    {
        try
        {
            return parse(Text);
        }
        catch (InvalidDefinitionException e)
        {
            throw new CommandException(
                ExitCode.WrongUse,
                [.. e.Errors.Select(found => $"{_path}: {found.Location}: {found.Message}")],
                e
            );
        }
    }
}
