using System.Globalization;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Functions.Store;

/// <summary>Keys of images and their manifests: <c>{prefix}images/{yyyy}/{MM}/{dd}/{id}.{ext}</c>.</summary>
public static class ImageKey
{
    /// <param name="prefix">Empty, or ending with a slash.</param>
    /// <param name="startedAt">The execution's start time, so that a retry writes the same key.</param>
    /// <param name="outputFormat"><c>png</c> or <c>jpeg</c>.</param>
    public static string ForImage(string prefix, DateTimeOffset startedAt, string id, string outputFormat) =>
        $"{Stem(prefix, startedAt, id)}.{ImageFormat.Extension(ImageFormat.ContentType(outputFormat))}";

    public static string ForManifest(string prefix, DateTimeOffset startedAt, string id) => $"{Stem(prefix, startedAt, id)}.json";

    private static string Stem(string prefix, DateTimeOffset startedAt, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{ObjectFolders.Images}/{startedAt.UtcDateTime:yyyy'/'MM'/'dd}/{id}");
}
