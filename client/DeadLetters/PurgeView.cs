namespace PromptToImage.Client.DeadLetters;

/// <summary><c>dead-letters purge --json</c>.</summary>
/// <param name="Purged">About how many there were: SQS counts approximately.</param>
internal sealed record PurgeView(int Purged);
