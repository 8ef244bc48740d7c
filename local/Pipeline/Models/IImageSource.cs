using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.Pipeline.Models;

/// <summary>Makes the images of the local model.</summary>
public interface IImageSource
{
    /// <param name="model">The model that the caller asked for.</param>
    /// <param name="request">What to show. The seed is not 0.</param>
    /// <returns>A PNG or JPEG file, as the request asks; null if a content filter blocked the request.</returns>
    /// <exception cref="AwsException">The error that Bedrock returns in this case.</exception>
    Task<byte[]?> CreateAsync(ImageModel model, StabilityRequest request, CancellationToken cancellationToken);
}
