using System.Net;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.S3;
using Amazon.S3.Model;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Errors;
using PromptToImage.Functions.Images;
using PromptToImage.Functions.Metrics;

namespace PromptToImage.Functions.Store;

/// <summary>
/// Stores a staged image: checks and copies it, writes the manifest, then deletes the staged object. Every operation can be repeated.
/// While the staged object exists, a retry starts from the beginning. After its deletion, the manifest exists.
/// </summary>
internal sealed class ImageStore(IAmazonS3 objects, string bucket, string prefix, TimeProvider time, MetricLog metrics)
{
    public async Task<StoredImage> StoreAsync(StoreInput input, ILambdaContext context)
    {
        ImageHead? head;
        try
        {
            head = await InspectAsync(input.Image);
        }
        catch (ImageCorruptException)
        {
            // Otherwise a redrive would find the same object and fail in the same way.
            await objects.DeleteObjectAsync(input.Image.Bucket, input.Image.Key);
            throw;
        }

        if (head is null)
        {
            return await FindStoredAsync(input);
        }

        var stored = new StoredImage
        {
            Bucket = bucket,
            Key = ImageKey.ForImage(prefix, input.Execution.StartTime, input.Request.Id, input.Request.OutputFormat),
            ManifestKey = ManifestKey(input),
            ContentType = head.ContentType,
            Size = input.Image.Size,
            Sha256 = input.Image.Sha256,
            Width = head.Width,
            Height = head.Height,
            StoredAt = time.GetUtcNow(),
        };
        await objects.CopyObjectAsync(
            new CopyObjectRequest
            {
                SourceBucket = input.Image.Bucket,
                SourceKey = input.Image.Key,
                DestinationBucket = bucket,
                DestinationKey = stored.Key,
            }
        );
        await objects.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = bucket,
                Key = stored.ManifestKey,
                ContentType = "application/json",
                UseChunkEncoding = false,
                ContentBody = ManifestJson.Write(Manifest(input, stored)),
            }
        );
        await objects.DeleteObjectAsync(input.Image.Bucket, input.Image.Key);

        metrics.Write(context.FunctionName, Metric.Count(MetricNames.Images, 1));
        context.Logger.LogInformation($"The image of {input.Request.Id} is s3://{stored.Bucket}/{stored.Key}.");
        return stored;
    }

    /// <summary>Reads the head of the staged image; null if the object does not exist.</summary>
    /// <exception cref="ImageCorruptException">The object is not the one that the claim check describes.</exception>
    private async Task<ImageHead?> InspectAsync(StagedImage claim)
    {
        byte[] bytes;
        long size;
        string? sha256;
        try
        {
            using var response = await objects.GetObjectAsync(
                new GetObjectRequest
                {
                    BucketName = claim.Bucket,
                    Key = claim.Key,
                    ByteRange = new ByteRange(0, ImageHead.Length - 1),
                }
            );
            using var content = new MemoryStream();
            await response.ResponseStream.CopyToAsync(content);
            bytes = content.ToArray();
            size = TotalSize(response);
            sha256 = response.Metadata[StagedMetadata.Sha256];
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            throw Corrupt("it is empty");
        }

        if (size != claim.Size || (sha256 is not null && sha256 != claim.Sha256))
        {
            throw Corrupt("it is not the image that was staged");
        }

        if (!ImageHead.TryRead(bytes, out var head, out var error))
        {
            throw Corrupt(error);
        }

        if (head.ContentType != claim.ContentType)
        {
            throw Corrupt($"it is {head.ContentType}, but {claim.ContentType} was requested");
        }

        return head;

        ImageCorruptException Corrupt(string error) => new($"The staged image s3://{claim.Bucket}/{claim.Key} cannot be used: {error}.");
    }

    /// <summary>Content-Range is <c>bytes 0-131071/1234567</c>; absent when the store sent the whole object.</summary>
    private static long TotalSize(GetObjectResponse response)
    {
        var range = response.ContentRange;
        var slash = range?.LastIndexOf('/') ?? -1;
        return slash >= 0 && long.TryParse(range.AsSpan(slash + 1), out var total) ? total : response.ContentLength;
    }

    /// <summary>Finds the image that an earlier try of this step stored.</summary>
    /// <exception cref="StagedImageMissingException">No earlier try stored it.</exception>
    private async Task<StoredImage> FindStoredAsync(StoreInput input)
    {
        try
        {
            using var response = await objects.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = ManifestKey(input) });
            var manifest = await JsonSerializer.DeserializeAsync(response.ResponseStream, ManifestJson.ForPeople.ImageManifest);
            if (manifest is not null && manifest.ExecutionArn == input.Execution.Arn && manifest.Image.Sha256 == input.Image.Sha256)
            {
                return manifest.Image;
            }
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            throw Missing(e);
        }

        throw Missing(null);

        StagedImageMissingException Missing(Exception? reason) =>
            new(
                $"The staged image s3://{input.Image.Bucket}/{input.Image.Key} does not exist, and it was not stored before. Staged "
                    + "images are deleted after a day. Redrive the prompt.",
                reason
            );
    }

    private string ManifestKey(StoreInput input) => ImageKey.ForManifest(prefix, input.Execution.StartTime, input.Request.Id);

    private static ImageManifest Manifest(StoreInput input, StoredImage stored) =>
        new()
        {
            Id = input.Request.Id,
            Prompt = input.Request.Prompt,
            NegativePrompt = input.Request.NegativePrompt,
            AspectRatio = input.Request.AspectRatio,
            Seed = input.Image.Seed,
            OutputFormat = input.Request.OutputFormat,
            ModelId = input.Image.ModelId,
            FinishReason = input.Image.FinishReason,
            Image = stored,
            Attempts = input.Attempt,
            StartedAt = input.Execution.StartTime,
            GeneratedAt = input.Image.GeneratedAt,
            GenerationMilliseconds = input.Image.LatencyMilliseconds,
            EstimatedCostUsd = input.Image.EstimatedCostUsd,
            ExecutionArn = input.Execution.Arn,
        };
}
