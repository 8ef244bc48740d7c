using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>What a request is about: bucket and key, from the path as it was sent or from a host name <c>bucket.localhost</c>.</summary>
/// <param name="Bucket">Empty: the service itself.</param>
/// <param name="Key">Empty: the bucket itself.</param>
internal sealed record ObjectRequest(string Bucket, string Key, IQueryCollection Query, IHeaderDictionary Headers)
{
    public static ObjectRequest Of(HttpContext context)
    {
        // Not the parsed path: that has its dots resolved, and a key is just a text.
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

    /// <summary>A header's value, or null when it is not there or empty.</summary>
    public string? Header(string name) => Headers[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>A query parameter's value, or null when it is not there.</summary>
    public string? Parameter(string name) => Query.TryGetValue(name, out var values) ? values.ToString() : null;

    public bool Has(string parameter) => Query.ContainsKey(parameter);

    private static string Path(string target)
    {
        var end = target.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? target : target[..end];
        // A proxy's form of a request line names the server first.
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
