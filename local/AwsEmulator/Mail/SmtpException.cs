namespace PromptToImage.AwsEmulator.Mail;

/// <summary>The SMTP server could not be reached, or did not take the mail; the message says what it answered.</summary>
public sealed class SmtpException(string message, Exception? inner = null) : Exception(message, inner);
