using PromptToImage.CommandLine;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Client.Images;

/// <summary>The paths of images and manifests on this machine.</summary>
internal static class ImagePath
{
    /// <param name="path">Null is the current folder; a folder; or a file.</param>
    public static string Choose(string id, string contentType, string? path)
    {
        var name = $"{id}.{ImageFormat.Extension(contentType)}";
        return path switch
        {
            null => Path.Combine(".", name),
            _ when IsFolder(path) => Path.Combine(path, name),
            _ => path,
        };
    }

    /// <summary>For <c>pyramid.png</c>, <c>pyramid.manifest.json</c>.</summary>
    public static string ManifestOf(string image) => Path.ChangeExtension(image, ".manifest.json");

    public static bool IsFolder(string path) => Directory.Exists(path) || Path.EndsInDirectorySeparator(path);

    /// <summary>Checks a chosen file before a prompt is sent and paid for.</summary>
    /// <exception cref="CommandException">The file or its manifest exists.</exception>
    public static void CheckIsFree(string path)
    {
        if (!IsFolder(path) && new[] { path, ManifestOf(path) }.FirstOrDefault(File.Exists) is { } existing)
        {
            throw Exists(existing);
        }
    }

    public static CommandException Exists(string path) =>
        CommandException.WrongUse($"{path} exists and is another file. To overwrite it, pass --force.");
}
