using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace PromptToImage.Functions.Tests.Fakes;

/// <summary>S3 in memory, with one bucket. Tests can make an operation fail after it takes effect.</summary>
internal sealed class MemoryObjects() : AmazonS3Client(Unconnected.Credentials, Unconnected.Config(new AmazonS3Config()))
{
    public const string Bucket = "prompt-to-image";

    public SortedDictionary<string, (byte[] Bytes, string ContentType, Dictionary<string, string> Metadata)> Objects { get; } =
        new(StringComparer.Ordinal);

    /// <summary>When objects were stored, by their keys.</summary>
    public Dictionary<string, DateTime> StoredAt { get; } = [];

    public List<string> Calls { get; } = [];

    /// <summary>The name of the operation after which the connection fails.</summary>
    public string? BreaksAfter { get; set; }

    public override Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default)
    {
        Assert.Equal(Bucket, request.BucketName);
        using var content = new MemoryStream();
        if (request.ContentBody is { } text)
        {
            content.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }
        else
        {
            request.InputStream.CopyTo(content);
        }

        Objects[request.Key] = (
            content.ToArray(),
            request.ContentType,
            request.Metadata.Keys.ToDictionary(key => key, key => request.Metadata[key])
        );
        return Done($"put {request.Key}", new PutObjectResponse());
    }

    public override Task<ListObjectsV2Response> ListObjectsV2Async(
        ListObjectsV2Request request,
        CancellationToken cancellationToken = default
    )
    {
        List<string> rest =
        [
            .. Objects.Keys.Where(key =>
                key.StartsWith(request.Prefix, StringComparison.Ordinal) && string.CompareOrdinal(key, request.ContinuationToken) > 0
            ),
        ];
        var found = rest.Take(request.MaxKeys!.Value)
            .Select(key => new S3Object
            {
                BucketName = Bucket,
                Key = key,
                LastModified = StoredAt.GetValueOrDefault(key),
            })
            .ToList();
        var isTruncated = found.Count < rest.Count;
        return Done(
            $"list {request.Prefix}",
            new ListObjectsV2Response
            {
                // Like the SDK, an empty list is null.
                S3Objects = found.Count == 0 ? null : found,
                IsTruncated = isTruncated,
                NextContinuationToken = isTruncated ? found[^1].Key : null,
            }
        );
    }

    public override Task<GetObjectMetadataResponse> GetObjectMetadataAsync(
        GetObjectMetadataRequest request,
        CancellationToken cancellationToken = default
    )
    {
        var (bytes, type, metadata) = Find(request.Key);
        var response = new GetObjectMetadataResponse { ContentLength = bytes.Length };
        response.Headers.ContentType = type;
        Fill(response.Metadata, metadata);
        return Done($"head {request.Key}", response);
    }

    public override Task<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken = default)
    {
        var (bytes, type, metadata) = Find(request.Key);
        if (request.ByteRange is not null && bytes.Length == 0)
        {
            throw Error(HttpStatusCode.RequestedRangeNotSatisfiable, "InvalidRange");
        }

        var length = request.ByteRange is { } range ? (int)Math.Min(bytes.Length, range.End + 1) : bytes.Length;
        var response = new GetObjectResponse { ContentLength = length, ResponseStream = new MemoryStream(bytes, 0, length) };
        if (request.ByteRange is not null)
        {
            response.ContentRange = $"bytes 0-{length - 1}/{bytes.Length}";
        }

        response.Headers.ContentType = type;
        Fill(response.Metadata, metadata);
        return Done($"get {request.Key}", response);
    }

    public override Task<CopyObjectResponse> CopyObjectAsync(CopyObjectRequest request, CancellationToken cancellationToken = default)
    {
        Objects[request.DestinationKey] = Find(request.SourceKey);
        return Done($"copy {request.SourceKey} {request.DestinationKey}", new CopyObjectResponse());
    }

    public override Task<DeleteObjectResponse> DeleteObjectAsync(DeleteObjectRequest request, CancellationToken cancellationToken = default)
    {
        Objects.Remove(request.Key);
        return Done($"delete {request.Key}", new DeleteObjectResponse());
    }

    private Task<T> Done<T>(string call, T response)
    {
        Calls.Add(call);
        if (BreaksAfter is { } operation && call.StartsWith(operation, StringComparison.Ordinal))
        {
            BreaksAfter = null;
            throw new HttpRequestException("The connection was reset.");
        }

        return Task.FromResult(response);
    }

    private (byte[] Bytes, string ContentType, Dictionary<string, string> Metadata) Find(string key) =>
        Objects.TryGetValue(key, out var found) ? found : throw Error(HttpStatusCode.NotFound, "NoSuchKey");

    private static void Fill(MetadataCollection target, Dictionary<string, string> metadata)
    {
        foreach (var (key, value) in metadata)
        {
            target[key] = value;
        }
    }

    private static AmazonS3Exception Error(HttpStatusCode status, string code) => new(code) { StatusCode = status, ErrorCode = code };
}
