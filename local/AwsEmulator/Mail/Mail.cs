namespace PromptToImage.AwsEmulator.Mail;

/// <summary>A mail in the mailbox.</summary>
/// <param name="Number">Counts up from 1 in the order of arrival.</param>
/// <param name="File">The .eml file, relative to the mail folder.</param>
/// <param name="Relay">How far an SMTP server has taken it.</param>
public sealed record Mail(long Number, DateTimeOffset Time, MailDraft Content, string File, MailRelayState Relay);
