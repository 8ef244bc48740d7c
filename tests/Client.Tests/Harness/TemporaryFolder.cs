namespace PromptToImage.Client.Tests.Harness;

/// <summary>A temporary folder for one test, deleted afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("prompt-to-image-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <returns>The file's path.</returns>
    public string Write(string name, params IEnumerable<string> lines)
    {
        File.WriteAllLines(this[name], lines);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
