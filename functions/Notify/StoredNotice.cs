using System.Globalization;
using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Notices;

namespace PromptToImage.Functions.Notify;

/// <summary>The e-mail about an image that was generated and stored.</summary>
public static class StoredNotice
{
    private const int ExcerptLength = 200;

    public static Notice Compose(
        GenerationRequest request,
        StoredImage stored,
        int attempt,
        ExecutionReference execution,
        NoticeLinks links
    )
    {
        var format = ImageFormat.DisplayName(stored.ContentType);
        var text = new NoticeText();
        text.Paragraph("An image is ready.")
            .Section("What was asked", NoticeText.Excerpt(request.Prompt, ExcerptLength))
            .Verbatim(
                "Where it is",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"s3://{stored.Bucket}/{stored.Key}\n{stored.Width} x {stored.Height} pixels, {format}, {stored.Size / 1000.0:N0} kB"
                )
            )
            .Verbatim("See it", links.ImageUrl(stored.Bucket, stored.Key, execution.Arn))
            .Verbatim("Details", $"s3://{stored.Bucket}/{stored.ManifestKey}\n{links.ExecutionUrl(execution.Arn)}")
            .Facts(
                ("Id", request.Id),
                ("Attempt", attempt.ToString(CultureInfo.InvariantCulture)),
                ("Model", request.ModelId),
                ("Seed", request.Seed.ToString(CultureInfo.InvariantCulture)),
                ("Started", NoticeTime.Format(execution.StartTime)),
                ("Stored", NoticeTime.Format(stored.StoredAt, execution.StartTime)),
                ("Execution", execution.Arn)
            );
        var subject = string.Create(CultureInfo.InvariantCulture, $"Prompt {request.Id}: image stored (attempt {attempt})");
        return new Notice(NoticeSubject.Make(subject), text.ToString());
    }
}
