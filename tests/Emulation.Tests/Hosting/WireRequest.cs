using System.Text;

namespace PromptToImage.Emulation.Tests.Hosting;

/// <summary>A request as a fuzz test starts from it.</summary>
public sealed record WireRequest(string Method, string Path, string ContentType, string Target, byte[] Body)
{
    public static WireRequest Json(string target, string body) => new("POST", "/", "application/x-amz-json-1.0", target, Encoding.UTF8.GetBytes(body));

    public static WireRequest Form(string path, string body) => new("POST", path, "application/x-www-form-urlencoded", "", Encoding.UTF8.GetBytes(body));

    public static WireRequest Rest(string method, string path, string body) => new(method, path, "application/json", "", Encoding.UTF8.GetBytes(body));
}
