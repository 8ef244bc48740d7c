using Microsoft.AspNetCore.Http;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>The parameters of AWS's REST protocols that are in the query and in headers.</summary>
internal static class RequestHeaders
{
    /// <summary>The headers of signatures and SDKs, which every operation accepts.</summary>
    public const string OfSignature =
        "x-amz-api-version x-amz-content-sha256 x-amz-date x-amz-region-set x-amz-security-token x-amz-user-agent x-amzn-trace-id";

    private static readonly string[] Prefixes = ["x-amz-", "x-amzn-"];

    /// <summary>Checks the query parameters of a request, and the headers with AWS's prefixes.</summary>
    /// <exception cref="AwsException">ValidationException.</exception>
    public static void Check(OfferedParameters parameters, string operation, HttpRequest request)
    {
        foreach (var name in request.Query.Keys)
        {
            parameters.CheckName(operation, name);
        }

        foreach (var name in request.Headers.Keys)
        {
            if (Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                parameters.CheckName(operation, name.ToLowerInvariant());
            }
        }
    }
}
