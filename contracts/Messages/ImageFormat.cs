namespace PromptToImage.Contracts.Messages;

/// <summary>The formats of images: their names in prompts, content types and file extensions.</summary>
public static class ImageFormat
{
    public const string Png = "png";

    public const string Jpeg = "jpeg";

    private const string JpegContentType = "image/jpeg";

    /// <param name="outputFormat"><see cref="Png"/> or <see cref="Jpeg"/>.</param>
    public static string ContentType(string outputFormat) => outputFormat == Jpeg ? JpegContentType : "image/png";

    /// <summary>The file extension, without the full stop.</summary>
    public static string Extension(string contentType) => contentType == JpegContentType ? "jpg" : "png";

    /// <summary>The name that people use.</summary>
    public static string DisplayName(string contentType) => contentType == JpegContentType ? "JPEG" : "PNG";
}
