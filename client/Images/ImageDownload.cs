using System.Security.Cryptography;
using Amazon.S3.Model;
using PromptToImage.Client.Connection;
using PromptToImage.CommandLine;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Client.Images;

/// <summary>One image of <c>get --json</c>.</summary>
/// <param name="Image">The path of the image on this machine.</param>
/// <param name="Manifest">The path of the manifest on this machine.</param>
internal sealed record DownloadView(string Id, string Image, string Manifest, long Size, string ContentType);

/// <summary>Downloads images and their manifests. A file is written completely or not at all.</summary>
/// <param name="bucket">The bucket to read from; null is the bucket that the result names.</param>
/// <param name="force">Whether to overwrite other files.</param>
internal sealed class ImageDownload(ServiceClients clients, string? bucket, bool force)
{
    /// <param name="path">A file or a folder; null is the current folder.</param>
    /// <exception cref="CommandException">The image is damaged, or another file exists at its path.</exception>
    public async Task<DownloadView> SaveAsync(string id, StoredImage stored, string? path, CancellationToken cancellationToken)
    {
        var image = ImagePath.Choose(id, stored.ContentType, path);
        var manifest = ImagePath.ManifestOf(image);
        if (Path.GetDirectoryName(image) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        string[] partial = [$"{image}.{id}.partial", $"{manifest}.{id}.partial"];
        try
        {
            await FetchAsync(stored.Bucket, stored.Key, partial[0], stored.Sha256, cancellationToken);
            await FetchAsync(stored.Bucket, stored.ManifestKey, partial[1], null, cancellationToken);
            await CheckAsync(partial[0], image, cancellationToken);
            await CheckAsync(partial[1], manifest, cancellationToken);
            File.Move(partial[0], image, overwrite: true);
            File.Move(partial[1], manifest, overwrite: true);
        }
        finally
        {
            File.Delete(partial[0]);
            File.Delete(partial[1]);
        }

        return new DownloadView(id, image, manifest, stored.Size, stored.ContentType);
    }

    private async Task FetchAsync(string from, string key, string path, string? sha256, CancellationToken cancellationToken)
    {
        using var response = await clients.Objects.GetObjectAsync(
            new GetObjectRequest { BucketName = bucket ?? from, Key = key },
            cancellationToken
        );
        await using var file = File.Create(path);
        await response.ResponseStream.CopyToAsync(file, cancellationToken);
        file.Position = 0;
        if (sha256 is not null && Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)) != sha256)
        {
            throw CommandException.ServiceFailed($"{key} is damaged: its SHA-256 differs from the stored one. Run the command again.");
        }
    }

    /// <summary>A file with the same content comes from an earlier download of the same image.</summary>
    private async Task CheckAsync(string downloaded, string path, CancellationToken cancellationToken)
    {
        if (!force && File.Exists(path) && await HashAsync(downloaded, cancellationToken) != await HashAsync(path, cancellationToken))
        {
            throw ImagePath.Exists(path);
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
