using System.Security.Cryptography;
using Amazon.S3.Model;
using PromptToImage.Client.Connection;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Client.Images;

/// <summary>Fetches an image and its manifest. A file is there whole or not at all.</summary>
/// <param name="bucket">Read from this one instead of the one that the result names; null does not.</param>
internal sealed class ImageDownload(AwsClients clients, string? bucket)
{
    /// <param name="path">A file or a folder; null is here.</param>
    /// <exception cref="ClientException">What came is not what was stored.</exception>
    public async Task<DownloadView> SaveAsync(string id, StoredImage stored, string? path, CancellationToken stop)
    {
        var image = ImagePath.Choose(id, stored.ContentType, path);
        var manifest = Path.ChangeExtension(image, ".json");
        if (manifest == image)
        {
            throw ClientException.WrongUse($"{image} would be the image and its manifest: end --out in .png or .jpg.");
        }

        if (Path.GetDirectoryName(image) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await FetchAsync(stored.Bucket, stored.Key, image, stored.Sha256, stop);
        await FetchAsync(stored.Bucket, stored.ManifestKey, manifest, null, stop);
        return new DownloadView(id, image, manifest, stored.Size, stored.ContentType);
    }

    private async Task FetchAsync(string from, string key, string path, string? sha256, CancellationToken stop)
    {
        var partial = $"{path}.partial";
        try
        {
            using (
                var response = await clients.Objects.GetObjectAsync(new GetObjectRequest { BucketName = bucket ?? from, Key = key }, stop)
            )
            await using (var file = File.Create(partial))
            {
                await response.ResponseStream.CopyToAsync(file, stop);
                if (sha256 is not null)
                {
                    file.Position = 0;
                    if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop)) != sha256)
                    {
                        throw ClientException.ServiceFailed(
                            $"{key} came damaged (its SHA-256 is not the stored one). Run the command again."
                        );
                    }
                }
            }
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
