using System.Globalization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>
/// Checks the form and the expiry of a presigned URL of signature version 4
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html) or 2. The signature itself is not verified, because any
/// credentials are accepted.
/// </summary>
internal static class PresignedUrl
{
    private const long LongestSeconds = 7 * 24 * 60 * 60;

    /// <exception cref="AwsException">
    /// AccessDenied if the URL has expired; AuthorizationQueryParametersError if it is malformed.
    /// </exception>
    public static void Check(ObjectRequest request, DateTimeOffset now)
    {
        if (request.Has("X-Amz-Signature"))
        {
            CheckVersion4(request, now);
        }
        else if (request.Has("Signature") && request.Parameter("Expires") is { } expires)
        {
            CheckVersion2(expires, now);
        }
    }

    private static void CheckVersion4(ObjectRequest request, DateTimeOffset now)
    {
        foreach (
            var name in (ReadOnlySpan<string>)["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders"]
        )
        {
            if (!request.Has(name))
            {
                throw Malformed(
                    "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, "
                        + "X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters."
                );
            }
        }

        if (
            !DateTimeOffset.TryParseExact(
                request.Parameter("X-Amz-Date"),
                "yyyyMMdd'T'HHmmss'Z'",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var date
            )
        )
        {
            throw Malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        }

        if (
            !long.TryParse(request.Parameter("X-Amz-Expires"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
        )
        {
            throw Malformed("X-Amz-Expires should be a number");
        }

        if (seconds < 0)
        {
            throw Malformed("X-Amz-Expires must be non-negative");
        }

        if (seconds > LongestSeconds)
        {
            throw Malformed(
                "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds"
            );
        }

        // A difference, because the sum can be later than the year 9999.
        if (now - date > TimeSpan.FromSeconds(seconds))
        {
            throw Expired(date.AddSeconds(seconds), now, seconds);
        }
    }

    private static void CheckVersion2(string expires, DateTimeOffset now)
    {
        // Unix seconds, at most the end of the year 9999.
        if (!long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253402300799)
        {
            throw new AwsException("AccessDenied", "Invalid date (should be seconds since epoch): " + expires, 403);
        }

        if (now > DateTimeOffset.FromUnixTimeSeconds(seconds))
        {
            throw Expired(DateTimeOffset.FromUnixTimeSeconds(seconds), now, null);
        }
    }

    private static AwsException Expired(DateTimeOffset expires, DateTimeOffset now, long? seconds)
    {
        var details = new Dictionary<string, string>();
        if (seconds is not null)
        {
            details["X-Amz-Expires"] = seconds.Value.ToString(CultureInfo.InvariantCulture);
        }

        details["Expires"] = expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        details["ServerTime"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new AwsException("AccessDenied", "Request has expired", 403) { Details = details };
    }

    private static AwsException Malformed(string message) => new("AuthorizationQueryParametersError", message);
}
