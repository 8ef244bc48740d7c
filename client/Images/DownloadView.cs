namespace PromptToImage.Client.Images;

/// <summary>One prompt of <c>get --json</c>.</summary>
/// <param name="Image">Path of the image here.</param>
/// <param name="Manifest">Path of its record here.</param>
internal sealed record DownloadView(string Id, string Image, string Manifest, long Size, string ContentType);
