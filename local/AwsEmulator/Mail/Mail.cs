namespace PromptToImage.AwsEmulator.Mail;

/// <summary>An e-mail in the mailbox.</summary>
/// <param name="Number">Counts up from 1 in order of arrival.</param>
/// <param name="Time">When it was sent.</param>
/// <param name="Content">The subject, the text and the addresses.</param>
/// <param name="File">The .eml file, relative to the mail folder.</param>
/// <param name="Relay">Its state at the SMTP server.</param>
public sealed record Mail(long Number, DateTimeOffset Time, MailDraft Content, string File, MailRelayState Relay);

/// <summary>The content of an e-mail.</summary>
/// <param name="Key">Identifies the e-mail: adding the same key twice stores one e-mail. Also the Message-ID.</param>
/// <param name="SenderName">The display name of the sender. The address is always <see cref="MailComposer.Sender"/>.</param>
/// <param name="Recipient">The recipient's address.</param>
/// <param name="Subject">The subject, any text.</param>
/// <param name="Body">The text, any characters and line endings.</param>
/// <param name="Source">ARN of the sender, as a header for mail filters.</param>
public sealed record MailDraft(string Key, string SenderName, string Recipient, string Subject, string Body, string Source);

/// <summary>How far an e-mail is on its way to the SMTP server.</summary>
/// <param name="Attempts">How many times the server did not accept it.</param>
/// <param name="DueAt">When it is sent next; null if the server accepted it, or if there is no server.</param>
/// <param name="Error">Why the server did not accept it the last time.</param>
public sealed record MailRelayState(int Attempts, DateTimeOffset? DueAt, string? Error);
