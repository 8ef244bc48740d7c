using System.Globalization;
using System.Net;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Notices;

namespace PromptToImage.Functions.Notify;

/// <summary>
/// Publishes one notice about the images of a day. A day without images has no notice. The manifests are selected by the time at which
/// they were stored, so that each image is in one digest, also if its execution takes until the next day.
/// </summary>
internal sealed class DailyDigest(IAmazonS3 objects, NoticeTopic results, NoticeLinks links)
{
    private const int Concurrency = 10;

    /// <summary>Keys contain the day on which the execution began. An execution can take a day: the definition's timeout.</summary>
    private static readonly TimeSpan LongestExecution = TimeSpan.FromDays(1);

    public async Task<NotifyResult> PublishAsync(DigestRequest request)
    {
        // EventBridge starts a schedule at some second of its minute.
        var until = request.Until.AddTicks(-(request.Until.Ticks % TimeSpan.TicksPerMinute)).ToUniversalTime();
        var since = until.AddDays(-1);
        var keys = await FindManifestsAsync(request, since, until);
        if (keys.Count == 0)
        {
            return new NotifyResult { MessageId = null };
        }

        var manifests = new ImageManifest?[Math.Min(keys.Count, DigestNotice.MaxImages)];
        await Parallel.ForAsync(
            0,
            manifests.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Concurrency },
            async (i, cancellationToken) => manifests[i] = await ReadAsync(request.Bucket, keys[i], cancellationToken)
        );
        var notice = DigestNotice.Compose(since, until, keys.Count, [.. manifests.OfType<ImageManifest>()], request, links);
        var id = string.Create(CultureInfo.InvariantCulture, $"digest-{since:yyyy-MM-dd}");
        return new NotifyResult { MessageId = await results.PublishAsync(notice, Outcome.Digest, id) };
    }

    /// <summary>The keys of the manifests that were stored in a period, the earliest first.</summary>
    private async Task<IReadOnlyList<string>> FindManifestsAsync(DigestRequest request, DateTimeOffset since, DateTimeOffset until)
    {
        List<(DateTime StoredAt, string Key)> found = [];
        for (var day = (since - LongestExecution).Date; day <= until.Date; day = day.AddDays(1))
        {
            var query = new ListObjectsV2Request
            {
                BucketName = request.Bucket,
                Prefix = string.Create(CultureInfo.InvariantCulture, $"{request.Folder}{day:yyyy'/'MM'/'dd}/"),
                MaxKeys = 1_000,
            };
            ListObjectsV2Response page;
            do
            {
                page = await objects.ListObjectsV2Async(query);
                foreach (var entry in page.S3Objects ?? [])
                {
                    var storedAt = entry.LastModified!.Value.ToUniversalTime();
                    var isOfPeriod = storedAt >= since.UtcDateTime && storedAt < until.UtcDateTime;
                    if (isOfPeriod && entry.Key.EndsWith(".json", StringComparison.Ordinal))
                    {
                        found.Add((storedAt, entry.Key));
                    }
                }

                query.ContinuationToken = page.NextContinuationToken;
            } while (page.IsTruncated == true);
        }

        return [.. found.Order().Select(manifest => manifest.Key)];
    }

    /// <summary>Reads a manifest; null if it has been deleted.</summary>
    private async Task<ImageManifest?> ReadAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await objects.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key }, cancellationToken);
            return await JsonSerializer.DeserializeAsync(response.ResponseStream, ManifestJson.ForPeople.ImageManifest, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
