using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>Reads request bodies up to a limit.</summary>
public static class RequestBody
{
    /// <exception cref="AwsException">RequestEntityTooLarge if the body is longer than <paramref name="limit"/> bytes.</exception>
    public static async Task<byte[]> ReadAsync(HttpContext context, int limit)
    {
        if (context.Request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > limit)
            {
                throw TooLarge(limit);
            }

            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static AwsException TooLarge(int limit) =>
        new("RequestEntityTooLarge", $"The request body is longer than {limit} bytes.", StatusCodes.Status413PayloadTooLarge);
}
