using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
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
        GetObjectMetadataResponse found;
        try
        {
            found = await objects.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = bucket, Key = Key(input.Request.Id) });
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        var about = found.Metadata;
        if (about["request"] != RequestFingerprint.From(input.Request))
        {
            return null;
        }

        return new StagedImage
        {
            Bucket = bucket,
            Key = Key(input.Request.Id),
            Size = found.ContentLength,
            Sha256 = about["sha256"],
            ContentType = found.Headers.ContentType,
            Seed = long.Parse(about["seed"], CultureInfo.InvariantCulture),
            ModelId = input.Request.ModelId,
            FinishReason = about["finish-reason"] is { Length: > 0 } reason ? reason : null,
            GeneratedAt = DateTimeOffset.Parse(about["generated-at"], CultureInfo.InvariantCulture),
            LatencyMilliseconds = long.Parse(about["latency-ms"], CultureInfo.InvariantCulture),
            EstimatedCostUsd = about["cost-usd"] is { Length: > 0 } cost ? decimal.Parse(cost, CultureInfo.InvariantCulture) : null,
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
        StagedImage staged = new()
        {
            Bucket = bucket,
            Key = Key(request.Id),
            Size = image.Bytes.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(image.Bytes)),
            ContentType = request.OutputFormat == "jpeg" ? "image/jpeg" : "image/png",
            Seed = image.Seed,
            ModelId = request.ModelId,
            FinishReason = image.FinishReason is { } reason ? PrintableText.OneLine(reason, 200) : null,
            GeneratedAt = generatedAt,
            LatencyMilliseconds = (long)latency.TotalMilliseconds,
            EstimatedCostUsd = cost,
        };
        using MemoryStream content = new(image.Bytes, writable: false);
        PutObjectRequest put = new()
        {
            BucketName = bucket,
            Key = staged.Key,
            InputStream = content,
            ContentType = staged.ContentType,
            // Chunked signing would copy the content through buffers. It is already in memory as a whole.
            UseChunkEncoding = false,
        };
        put.Metadata["id"] = request.Id;
        put.Metadata["attempt"] = Text(input.Attempt);
        put.Metadata["request"] = RequestFingerprint.From(request);
        put.Metadata["sha256"] = staged.Sha256;
        put.Metadata["seed"] = Text(staged.Seed);
        put.Metadata["generated-at"] = generatedAt.ToString("O", CultureInfo.InvariantCulture);
        put.Metadata["latency-ms"] = Text(staged.LatencyMilliseconds);
        if (staged.FinishReason is { } said && said.All(char.IsAscii))
        {
            put.Metadata["finish-reason"] = said;
        }

        if (cost is { } dollars)
        {
            put.Metadata["cost-usd"] = dollars.ToString(CultureInfo.InvariantCulture);
        }

        await objects.PutObjectAsync(put);
        return staged;
    }

    private string Key(string id) => $"{prefix}staging/{id}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
