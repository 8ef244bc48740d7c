using System.Text;

namespace PromptToImage.AwsEmulator.Tests.Hosting;

/// <summary>A valid request that a fuzz test damages.</summary>
/// <param name="Path">The path with its query, as it is sent.</param>
public sealed record WireRequest(string Method, string Path, string ContentType, string Target, byte[] Body)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static WireRequest Json(string target, string body) =>
        new("POST", "/", "application/x-amz-json-1.0", target, Encoding.UTF8.GetBytes(body));

    public static WireRequest Form(string path, string body) =>
        new("POST", path, "application/x-www-form-urlencoded", "", Encoding.UTF8.GetBytes(body));

    public static WireRequest Rest(string method, string path, string body) =>
        new(method, path, "application/json", "", Encoding.UTF8.GetBytes(body));

    public static WireRequest Storage(string method, string path, string body = "", params (string Name, string Value)[] headers) =>
        new(method, path, "", "", Encoding.UTF8.GetBytes(body))
        {
            Headers = [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
        };

    /// <summary>A readable form, to repeat the request.</summary>
    public override string ToString() =>
        string.Join(
            '\n',
            [
                $"{Method} {Path}",
                .. Target.Length > 0 ? [$"X-Amz-Target: {Target}"] : Array.Empty<string>(),
                .. ContentType.Length > 0 ? [$"Content-Type: {ContentType}"] : Array.Empty<string>(),
                .. Headers.Select(header => $"{header.Key}: {header.Value}"),
                "",
                // One character per byte, so that invalid UTF-8 stays visible.
                Encoding.Latin1.GetString(Body),
            ]
        );
}
