using System.Globalization;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Notices;

namespace PromptToImage.Functions.Notify;

/// <summary>The e-mail about all images of a day.</summary>
internal static class DigestNotice
{
    /// <summary>The most images that a notice lists. With the longest ids, keys and prompts it stays below SNS's 256 KiB.</summary>
    public const int MaxImages = 100;

    private const int ExcerptLength = 100;

    /// <param name="since">The beginning of the period.</param>
    /// <param name="until">The end of the period.</param>
    /// <param name="count">The number of images that were stored in the period.</param>
    /// <param name="listed">The manifests of the first of them.</param>
    /// <param name="request">Where the images are.</param>
    /// <param name="links">The links.</param>
    public static Notice Compose(
        DateTimeOffset since,
        DateTimeOffset until,
        int count,
        IReadOnlyList<ImageManifest> listed,
        DigestRequest request,
        NoticeLinks links
    )
    {
        var images = string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "image" : "images")}");
        var text = new NoticeText();
        var period = $"from {NoticeTime.Format(since)} to {NoticeTime.Format(until)}";
        text.Paragraph($"{images} stored {period}. Each failed prompt has its own e-mail.");
        foreach (var manifest in listed)
        {
            var link = links.ImageUrl(manifest.Image.Bucket, manifest.Image.Key, manifest.ExecutionArn);
            text.Verbatim(manifest.Id, $"{NoticeText.Excerpt(manifest.Prompt, ExcerptLength)}\n{link}");
        }

        if (count > listed.Count)
        {
            text.Verbatim(
                string.Create(CultureInfo.InvariantCulture, $"{count - listed.Count:N0} more"),
                $"s3://{request.Bucket}/{request.Folder}"
            );
        }

        var subject = string.Create(CultureInfo.InvariantCulture, $"{images} stored on {since:yyyy-MM-dd}");
        return new Notice(NoticeSubject.Make(subject), text.ToString());
    }
}
