namespace PromptToImage.Functions.Notices;

/// <summary>An e-mail: the subject and the message that a topic publishes.</summary>
/// <param name="Subject">One line of ASCII, at most <see cref="NoticeSubject.MaximumLength"/> characters.</param>
/// <param name="Body">Plain text.</param>
public sealed record Notice(string Subject, string Body);
