namespace PromptToImage.Functions.Notices;

/// <summary>An e-mail to people: a topic's subject and message.</summary>
/// <param name="Subject">One line of ASCII, at most <see cref="NoticeSubject.MaximumLength"/> characters.</param>
/// <param name="Body">Plain text.</param>
public sealed record Notice(string Subject, string Body);
