using Microsoft.AspNetCore.Http;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// Accepts only requests of programs on this machine. Without it, a web page can reach a loopback port through the user's browser: with a
/// DNS name that resolves to 127.0.0.1 (the Host header shows it), or with a cross-site form or link (the headers Origin and Sec-Fetch-Site
/// show it). A header that is repeated or has an unknown value is rejected.
/// </summary>
/// <param name="additionalHosts">Host names that are accepted in addition to localhost and the loopback addresses.</param>
public sealed class LocalRequestGuard(IReadOnlyCollection<string> additionalHosts)
{
    /// <summary>Returns why the request is rejected; null if it is accepted.</summary>
    public string? FindRejection(HttpRequest request)
    {
        if (!IsLocal(request.Host.Host))
        {
            return $"Host '{request.Host.Host}' is not this machine. Use localhost or 127.0.0.1.";
        }

        if (request.Headers.Origin.Count > 0 && !(request.Headers.Origin is [{ } origin] && IsOwn(origin, request)))
        {
            return $"Requests from the web page {request.Headers.Origin} are not accepted.";
        }

        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0 && site is not ["same-origin" or "none"] && !IsLink(request))
        {
            return "Requests from other web sites are not accepted.";
        }

        return null;
    }

    // Every name under localhost is this machine (RFC 6761). Clients prefix it with bucket names, or with "sync-".
    private bool IsLocal(string host) =>
        host is "localhost" or "127.0.0.1" or "[::1]" or "sync-localhost"
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || additionalHosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value;

    // A link to the console, for example in an e-mail, only reads. The host maps the console's pages as endpoints. The AWS protocols, which
    // serve stored objects, are not endpoints.
    private static bool IsLink(HttpRequest request) =>
        request.HttpContext.GetEndpoint() is not null
        && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site"]
        && request.Headers["Sec-Fetch-Mode"] is ["navigate"];
}
