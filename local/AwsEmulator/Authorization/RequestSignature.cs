using Microsoft.AspNetCore.Http;

namespace PromptToImage.AwsEmulator.Authorization;

/// <summary>
/// Reads who signed a request and for which region: signature version 4 in the header or in a presigned URL
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html), or version 2. The signature itself is not verified.
/// </summary>
internal static class RequestSignature
{
    private const string Version2 = "AWS ";
    private const string Credential = "Credential=";

    /// <summary>The access key id; null for a request without a signature.</summary>
    public static string? AccessKeyId(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Version2, StringComparison.Ordinal))
        {
            return header[Version2.Length..].Split(':')[0];
        }

        if (Scope(request) is { } scope)
        {
            return scope.Split('/')[0];
        }

        return request.Query.TryGetValue("AWSAccessKeyId", out var id) ? id.ToString() : null;
    }

    /// <summary>The region that a request is signed for; null without one.</summary>
    public static string? Region(HttpRequest request) =>
        Scope(request)?.Split('/') is [_, _, var region, _, "aws4_request"] ? region : null;

    // Access key id, date, region, service and "aws4_request".
    private static string? Scope(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var start = header.IndexOf(Credential, StringComparison.Ordinal);
        if (start >= 0)
        {
            return header[(start + Credential.Length)..].Split(',', 2)[0].Trim();
        }

        return request.Query.TryGetValue("X-Amz-Credential", out var scope) ? scope.ToString() : null;
    }
}
