using System.Globalization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>
/// The conditions of a GET, HEAD or copy, in RFC 9110's order: a match outweighs a date. An ETag is compared without its
/// quotes, as S3 does.
/// </summary>
internal sealed record ReadConditions(
    string? IfMatch,
    string? IfNoneMatch,
    DateTimeOffset? IfModifiedSince,
    DateTimeOffset? IfUnmodifiedSince
)
{
    /// <param name="prefix">What stands before the headers' names: nothing, or <c>x-amz-copy-source-</c>.</param>
    public static ReadConditions Of(ObjectRequest request, string prefix = "") =>
        new(
            request.Header(prefix + "If-Match"),
            request.Header(prefix + "If-None-Match"),
            Date(request.Header(prefix + "If-Modified-Since")),
            Date(request.Header(prefix + "If-Unmodified-Since"))
        );

    /// <summary>Whether the object is to be sent; false for "not modified".</summary>
    /// <exception cref="AwsException">PreconditionFailed.</exception>
    public bool Admit(StoredObject entry)
    {
        // Dates in headers have no fractions of seconds.
        var modified = DateTimeOffset.FromUnixTimeSeconds(entry.LastModified.ToUnixTimeSeconds());
        if (IfMatch is not null)
        {
            if (!Lists(IfMatch, entry.ETag))
            {
                throw ObjectErrors.PreconditionFailed("If-Match");
            }
        }
        else if (modified > IfUnmodifiedSince)
        {
            throw ObjectErrors.PreconditionFailed("If-Unmodified-Since");
        }

        return IfNoneMatch is not null ? !Lists(IfNoneMatch, entry.ETag) : !(modified <= IfModifiedSince);
    }

    /// <summary>A quoted ETag or <c>*</c> without the quotes.</summary>
    public static string Unquote(string etag)
    {
        var strong = etag.StartsWith("W/", StringComparison.Ordinal) ? etag[2..] : etag;
        return strong.Trim().Trim('"');
    }

    private static bool Lists(string header, string etag) =>
        header.Split(',').Select(Unquote).Any(listed => listed == "*" || listed == etag);

    private static DateTimeOffset? Date(string? header) =>
        DateTimeOffset.TryParseExact(header, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
