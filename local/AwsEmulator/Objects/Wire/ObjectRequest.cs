using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>The bucket, key and parameters of a request. The path or a host name <c>bucket.localhost</c> names the bucket.</summary>
/// <param name="Bucket">Empty: the request is for the service itself.</param>
/// <param name="Key">Empty: the request is for the bucket itself.</param>
internal sealed record ObjectRequest(string Bucket, string Key, IQueryCollection Query, IHeaderDictionary Headers)
{
    /// <summary>
    /// Whether the query contains a signature. The query of a presigned request can contain headers: boto3 puts <c>content-type</c>,
    /// <c>content-md5</c> and <c>x-amz-*</c> there (signature version 2), the JavaScript SDK <c>x-amz-*</c> (signature version 4).
    /// </summary>
    public bool IsPresigned => Query.ContainsKey("X-Amz-Signature") || Query.ContainsKey("Signature");

    /// <summary>Whether the request has a signature. Any signature is accepted.</summary>
    public bool IsSigned => IsPresigned || Header("Authorization") is not null;

    /// <summary>The names of all headers, including those in the query of a presigned request.</summary>
    public IEnumerable<string> HeaderNames =>
        IsPresigned ? Headers.Keys.Concat(Query.Keys.Where(IsHeaderInQuery)).Distinct(StringComparer.OrdinalIgnoreCase) : Headers.Keys;

    public static ObjectRequest From(HttpContext context)
    {
        // The raw target, because ASP.NET resolves dot segments of the parsed path, and a key may contain them.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = Path(target);
        if (HostBucket(context.Request.Host.Host) is { } bucket)
        {
            return new(bucket, Uri.UnescapeDataString(path), context.Request.Query, context.Request.Headers);
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new(Uri.UnescapeDataString(path), "", context.Request.Query, context.Request.Headers)
            : new(
                Uri.UnescapeDataString(path[..slash]),
                Uri.UnescapeDataString(path[(slash + 1)..]),
                context.Request.Query,
                context.Request.Headers
            );
    }

    /// <summary>A header's value; null if it is missing or empty.</summary>
    public string? Header(string name)
    {
        var values = Headers[name];
        if (StringValues.IsNullOrEmpty(values) && IsHeaderInQuery(name) && IsPresigned)
        {
            values = Query[name];
        }

        return values is [{ Length: > 0 } value, ..] ? value : null;
    }

    /// <summary>A query parameter's value; null if it is missing.</summary>
    public string? Parameter(string name) => Query.TryGetValue(name, out var values) ? values.ToString() : null;

    public bool Has(string parameter) => Query.ContainsKey(parameter);

    // Like S3, this ignores a checksum in the query: the JavaScript SDK presigns an upload with the checksum of an empty body.
    private static bool IsHeaderInQuery(string name) =>
        (
            name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
            && !name.StartsWith(ChecksumNames.HeaderPrefix, StringComparison.OrdinalIgnoreCase)
            && !name.Equals("x-amz-sdk-checksum-algorithm", StringComparison.OrdinalIgnoreCase)
        )
        || name.Equals("content-type", StringComparison.OrdinalIgnoreCase)
        || name.Equals("content-md5", StringComparison.OrdinalIgnoreCase);

    private static string Path(string target)
    {
        var end = target.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? target : target[..end];
        // In absolute form, which clients send to a proxy, scheme and host precede the path.
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && !path.StartsWith('/'))
        {
            path = path.IndexOf('/', scheme + 3) is var start and > 0 ? path[start..] : "/";
        }

        return path.StartsWith('/') ? path[1..] : path;
    }

    private static string? HostBucket(string host)
    {
        const string suffix = ".localhost";
        if (!host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var name = host[..^suffix.Length];
        if (name == "s3")
        {
            return null;
        }

        return name.EndsWith(".s3", StringComparison.Ordinal) ? name[..^3] : name;
    }
}
