namespace PromptToImage.AwsEmulator.Mail;

/// <summary>How far a mail is on its way to the SMTP server.</summary>
/// <param name="Attempts">How often it was offered and not taken.</param>
/// <param name="DueAt">When it is offered next; null when it was taken, or when there is no server.</param>
/// <param name="Error">What the server last said against it.</param>
public sealed record MailRelayState(int Attempts, DateTimeOffset? DueAt, string? Error);
