using PromptToImage.Functions.Notices;

namespace PromptToImage.Functions.Notify;

/// <summary>The e-mail about an image that is stored, but whose own notice did not get out before the execution ended.</summary>
internal static class UntoldNotice
{
    public static Notice Compose(string id, EndedExecution ended, NoticeLinks links)
    {
        NoticeText text = new();
        text.Paragraph("An image is stored, but the notice that tells of it could not be sent.")
            .Section("What to do", "Redrive the execution: it resumes at its last step, the notice. Nothing else is missing.")
            .Section("Where to look", links.ExecutionUrl(ended.Arn))
            .Facts(("Id", id), ("Started", NoticeTime.Format(ended.StartedAt)), ("Execution", ended.Arn));
        return new Notice(NoticeSubject.Make($"Prompt {id}: stored, but not told"), text.ToString());
    }
}
