using System.Globalization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>
/// The conditions of a GET, HEAD or copy, evaluated in the order of RFC 9110: an ETag condition overrides a date condition. As in S3,
/// ETags are compared without their quotes.
/// </summary>
internal sealed record ReadConditions(
    string? IfMatch,
    string? IfNoneMatch,
    DateTimeOffset? IfModifiedSince,
    DateTimeOffset? IfUnmodifiedSince
)
{
    /// <param name="prefix">The prefix of the header names: empty, or <c>x-amz-copy-source-</c>.</param>
    public static ReadConditions From(ObjectRequest request, string prefix = "") =>
        new(
            request.Header(prefix + "If-Match"),
            request.Header(prefix + "If-None-Match"),
            ParseDate(request.Header(prefix + "If-Modified-Since")),
            ParseDate(request.Header(prefix + "If-Unmodified-Since"))
        );

    /// <summary>Whether the object is sent; false: the response is "not modified".</summary>
    /// <exception cref="AwsException">PreconditionFailed.</exception>
    public bool IsMet(StoredObject entry)
    {
        // Dates in headers are whole seconds.
        var modified = DateTimeOffset.FromUnixTimeSeconds(entry.LastModified.ToUnixTimeSeconds());
        if (IfMatch is not null)
        {
            if (!Contains(IfMatch, entry.ETag))
            {
                throw ObjectErrors.PreconditionFailed("If-Match");
            }
        }
        else if (modified > IfUnmodifiedSince)
        {
            throw ObjectErrors.PreconditionFailed("If-Unmodified-Since");
        }

        return IfNoneMatch is not null ? !Contains(IfNoneMatch, entry.ETag) : !(modified <= IfModifiedSince);
    }

    /// <summary>Returns an ETag, or <c>*</c>, without quotes.</summary>
    public static string Unquote(string etag)
    {
        var strong = etag.StartsWith("W/", StringComparison.Ordinal) ? etag[2..] : etag;
        return strong.Trim().Trim('"');
    }

    private static bool Contains(string header, string etag) =>
        header.Split(',').Select(Unquote).Any(listed => listed == "*" || listed == etag);

    private static DateTimeOffset? ParseDate(string? header) =>
        DateTimeOffset.TryParseExact(header, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
