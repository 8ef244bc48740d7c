using Microsoft.AspNetCore.Http;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>The id under which AWS would find this request in its logs.</summary>
public static class RequestId
{
    private static readonly object Key = new();

    public static string Of(HttpContext context) => context.Items[Key] as string ?? "";

    internal static void Set(HttpContext context, string id)
    {
        context.Items[Key] = id;
        context.Response.Headers["x-amzn-RequestId"] = id;
    }
}
