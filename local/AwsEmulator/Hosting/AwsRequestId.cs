using Microsoft.AspNetCore.Http;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>The request id, as in the responses of AWS.</summary>
public static class AwsRequestId
{
    private static readonly object Key = new();

    public static string For(HttpContext context) => context.Items[Key] as string ?? "";

    internal static void Set(HttpContext context, string id)
    {
        context.Items[Key] = id;
        context.Response.Headers["x-amzn-RequestId"] = id;
    }
}
