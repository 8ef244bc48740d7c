using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace PromptToImage.Pipeline.Models;

/// <summary>Writes responses in Stability's schema.</summary>
internal static class StabilityResponse
{
    /// <summary>The response without an image, for a prompt that the content filter blocked.</summary>
    public static byte[] Filtered() => """{"finish_reasons":["Filter reason: prompt"]}"""u8.ToArray();

    public static byte[] Write(ReadOnlySpan<byte> image, long seed)
    {
        // Written directly: Base64 needs no escaping, which a JSON writer would check for every character.
        var start = Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{{\"seeds\":[{seed}],\"finish_reasons\":[null],\"images\":[\"")
        );
        var end = "\"]}"u8;
        var response = new byte[start.Length + Base64.GetMaxEncodedToUtf8Length(image.Length) + end.Length];
        start.CopyTo(response, 0);
        Base64.EncodeToUtf8(image, response.AsSpan(start.Length), out _, out var written);
        end.CopyTo(response.AsSpan(start.Length + written));
        return response;
    }
}
