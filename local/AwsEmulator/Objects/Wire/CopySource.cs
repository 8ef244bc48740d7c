using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>The header <c>x-amz-copy-source</c>: <c>bucket/key</c>, URL-encoded. A slash may precede it.</summary>
internal static class CopySource
{
    private const string Header = "x-amz-copy-source";
    private const string VersionParameter = "?versionId=";

    /// <summary>The source that a request names.</summary>
    /// <exception cref="AwsException">InvalidArgument.</exception>
    public static (string Bucket, string Key) From(ObjectRequest request) => Parse(request.Header(Header)!);

    /// <exception cref="AwsException">InvalidArgument.</exception>
    public static (string Bucket, string Key) Parse(string header)
    {
        var text = header.TrimStart('/');
        var version = text.IndexOf(VersionParameter, StringComparison.Ordinal);
        if (version >= 0)
        {
            ObjectErrors.RequireNullVersion(text[(version + VersionParameter.Length)..], Header, header);
            text = text[..version];
        }

        var path = Uri.UnescapeDataString(text);
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < path.Length - 1
            ? (path[..slash], path[(slash + 1)..])
            : throw ObjectErrors.InvalidArgument("Invalid copy source object key", Header, header);
    }

    /// <summary>Opens the source object and checks the conditions of the request.</summary>
    /// <exception cref="AwsException">InvalidArgument, NoSuchBucket, NoSuchKey, PreconditionFailed.</exception>
    public static OpenedObject Open(ObjectStore store, ObjectRequest request)
    {
        var (bucket, key) = Parse(request.Header(Header)!);
        var source = store.Open(bucket, key);
        try
        {
            // A read would be answered with "not modified". A copy fails instead.
            return ReadConditions.From(request, Header + "-").IsMet(source.Entry)
                ? source
                : throw ObjectErrors.PreconditionFailed(Header + "-If-None-Match");
        }
        catch (AwsException)
        {
            source.Dispose();
            throw;
        }
    }
}
