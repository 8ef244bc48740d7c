using System.Text;

namespace PromptToImage.Runner.Commands;

/// <summary>The text of a state machine's definition: the project's own, or a file's.</summary>
internal static class DefinitionFile
{
    /// <summary>Where the project's definition lies beside the program.</summary>
    public static string Own { get; } = Path.Combine(AppContext.BaseDirectory, "statemachine", "prompt-to-image.asl.json");

    /// <exception cref="CommandException">The file cannot be read.</exception>
    public static async Task<string> ReadAsync(string? file, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(file ?? Own, Encoding.UTF8, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file ?? Own} cannot be read: {fault.Message}", fault);
        }
    }
}
