using Microsoft.AspNetCore.Http;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// Lets in only what this machine's own programs send. A web page could otherwise reach a loopback port
/// through the visitor's browser: by a DNS name that turns to 127.0.0.1 (the Host header gives it away) or
/// by a cross-site form or link (browsers say so in Origin and Sec-Fetch-Site).
/// </summary>
public sealed class LocalRequestGuard(IReadOnlyCollection<string> furtherHosts)
{
    /// <summary>Why the request is refused, or null when it is not.</summary>
    public string? Refusal(HttpRequest request)
    {
        if (!IsLocal(request.Host.Host))
        {
            return $"Host '{request.Host.Host}' is not this machine. Use localhost or 127.0.0.1.";
        }

        if (request.Headers.Origin is [{ } origin] && !IsOwn(origin, request))
        {
            return $"Requests from the web page {origin} are not accepted.";
        }

        if (request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site"] && !IsLink(request))
        {
            return "Requests from other web sites are not accepted.";
        }

        return null;
    }

    // Every name under localhost is this machine (RFC 6761): clients put bucket names and prefixes such as "sync-" before it.
    private bool IsLocal(string host) =>
        host is "localhost" or "127.0.0.1" or "[::1]" or "sync-localhost"
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || furtherHosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value;

    // Following a link, from a mail in the browser for example, only reads.
    private static bool IsLink(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Headers["Sec-Fetch-Mode"] is ["navigate"];
}
