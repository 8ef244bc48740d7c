using System.Globalization;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Functions.Generate;

/// <summary>
/// Holds an image until it is stored: <c>{prefix}staging/{id}</c>. Its metadata has all values of the claim check, so that a
/// retry or a later attempt can use the image instead of paying for another one.
/// </summary>
internal sealed class StagingArea(IAmazonS3 objects, string bucket, string prefix)
{
    /// <summary>The image that an earlier try or attempt staged for an equal request; null if it does not exist.</summary>
    public async Task<StagedImage?> FindAsync(GenerateInput input)
    {
        // Usually nothing is staged. A list says so without an error, which HeadObject's 404 would be.
        var key = Key(input.Request.Id);
        var list = await objects.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = key, MaxKeys = 1 });
        if (list.S3Objects is not [{ Key: var first }] || first != key)
        {
            return null;
        }

        var found = await objects.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = bucket, Key = key });
        var metadata = found.Metadata;
        if (metadata[StagedMetadata.Request] != RequestFingerprint.From(input.Request))
        {
            return null;
        }

        return new StagedImage
        {
            Bucket = bucket,
            Key = key,
            Size = found.ContentLength,
            Sha256 = metadata[StagedMetadata.Sha256],
            ContentType = found.Headers.ContentType,
            Seed = long.Parse(metadata[StagedMetadata.Seed], CultureInfo.InvariantCulture),
            ModelId = input.Request.ModelId,
            FinishReason = metadata[StagedMetadata.FinishReason] is { Length: > 0 } reason ? reason : null,
            GeneratedAt = DateTimeOffset.Parse(metadata[StagedMetadata.GeneratedAt], CultureInfo.InvariantCulture),
            LatencyMilliseconds = long.Parse(metadata[StagedMetadata.LatencyMilliseconds], CultureInfo.InvariantCulture),
            EstimatedCostUsd = metadata[StagedMetadata.CostUsd] is { Length: > 0 } cost ? decimal.Parse(cost, CultureInfo.InvariantCulture) : null,
        };
    }

    public async Task<StagedImage> PutAsync(
        GenerateInput input,
        ModelImage image,
        DateTimeOffset generatedAt,
        TimeSpan latency,
        decimal? cost
    )
    {
        var request = input.Request;
        var staged = new StagedImage
        {
            Bucket = bucket,
            Key = Key(request.Id),
            Size = image.Bytes.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(image.Bytes)),
            ContentType = ImageFormat.ContentType(request.OutputFormat),
            Seed = image.Seed,
            ModelId = request.ModelId,
            FinishReason = image.FinishReason is { } reason ? PrintableText.OneLine(reason, 200) : null,
            GeneratedAt = generatedAt,
            LatencyMilliseconds = (long)latency.TotalMilliseconds,
            EstimatedCostUsd = cost,
        };
        using var content = new MemoryStream(image.Bytes, writable: false);
        var put = new PutObjectRequest
        {
            BucketName = bucket,
            Key = staged.Key,
            InputStream = content,
            ContentType = staged.ContentType,
            // Chunked signing would copy the content through buffers. It is already in memory as a whole.
            UseChunkEncoding = false,
        };
        put.Metadata[StagedMetadata.Id] = request.Id;
        put.Metadata[StagedMetadata.Attempt] = Text(input.Attempt);
        put.Metadata[StagedMetadata.Request] = RequestFingerprint.From(request);
        put.Metadata[StagedMetadata.Sha256] = staged.Sha256;
        put.Metadata[StagedMetadata.Seed] = Text(staged.Seed);
        put.Metadata[StagedMetadata.GeneratedAt] = generatedAt.ToString("O", CultureInfo.InvariantCulture);
        put.Metadata[StagedMetadata.LatencyMilliseconds] = Text(staged.LatencyMilliseconds);
        if (staged.FinishReason is { } finishReason && finishReason.All(char.IsAscii))
        {
            put.Metadata[StagedMetadata.FinishReason] = finishReason;
        }

        if (cost is { } dollars)
        {
            put.Metadata[StagedMetadata.CostUsd] = dollars.ToString(CultureInfo.InvariantCulture);
        }

        await objects.PutObjectAsync(put);
        return staged;
    }

    private string Key(string id) => $"{prefix}{ObjectFolders.Staging}/{id}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
