using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PromptToImage.Pipeline.Models.Drawing;
using PromptToImage.Pipeline.Models.Formats;

namespace PromptToImage.Pipeline.Models;

/// <summary>
/// Draws images instead of generating them. Equal requests (model, prompts, aspect ratio, seed) give equal bytes, different requests
/// different ones.
/// </summary>
internal sealed class DrawnImages : IImageSource
{
    private readonly PromptDrawing _drawing = new();

    public Task<byte[]?> CreateAsync(ImageModel model, StabilityRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<byte[]?>(Draw(model, request));

    private byte[] Draw(ImageModel model, StabilityRequest request)
    {
        var digest = Digest(model, request);
        var (width, height) = AspectRatios.SizeOf(request.AspectRatio);
        var foot = string.Create(
            CultureInfo.InvariantCulture,
            $"seed {request.Seed} · {model.ShortName} · drawn locally, no model was used"
        );
        // The digest is also in the file, so that different requests give different bytes even if their images look the same.
        var comment = string.Create(CultureInfo.InvariantCulture, $"seed {request.Seed}, request {Convert.ToHexStringLower(digest)}");
        using var canvas = _drawing.Draw(width, height, request.Prompt, foot, digest);
        return request.IsJpeg ? JpegEncoder.Encode(canvas, comment) : PngEncoder.Encode(canvas, comment);
    }

    private static byte[] Digest(ImageModel model, StabilityRequest request)
    {
        // A prompt may contain NUL; the length before it keeps the parts unambiguous.
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Id}\0{request.AspectRatio}\0{request.Seed}\0{request.Prompt.Length}\0{request.Prompt}\0{request.NegativePrompt}"
        );
        return SHA256.HashData(Encoding.UTF8.GetBytes(text));
    }
}
