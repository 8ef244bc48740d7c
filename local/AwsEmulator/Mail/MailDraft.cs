namespace PromptToImage.AwsEmulator.Mail;

/// <summary>A mail to be put into the mailbox.</summary>
/// <param name="Key">What makes it this mail: putting the same key in twice leaves one mail. Also its Message-ID.</param>
/// <param name="SenderName">Shown as the sender; the address is the emulation's own.</param>
/// <param name="Source">ARN of what sent it, for those who sort mail.</param>
public sealed record MailDraft(string Key, string SenderName, string Recipient, string Subject, string Body, string Source);
