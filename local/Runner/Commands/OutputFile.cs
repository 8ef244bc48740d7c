using PromptToImage.CommandLine;

namespace PromptToImage.Runner.Commands;

/// <summary>A file that a command writes. It is checked before the command starts its work.</summary>
internal static class OutputFile
{
    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static void Check(string path)
    {
        if (path.Length == 0)
        {
            throw CommandException.WrongUse("The name of the file to write is empty.");
        }

        Try(
            path,
            () =>
            {
                var isNew = !File.Exists(path);
                File.Open(path, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
                if (isNew)
                {
                    File.Delete(path);
                }
            }
        );
    }

    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static void Write(string path, string text) => Try(path, () => File.WriteAllText(path, text));

    private static void Try(string path, Action act)
    {
        try
        {
            act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.WrongUse($"Cannot write '{path}': {e.Message}", e);
        }
    }
}
