namespace PromptToImage.AwsEmulator.Objects;

/// <summary>A lifecycle rule of a bucket.</summary>
/// <param name="Prefix">The keys to which it applies begin with it.</param>
/// <param name="Expiration">The age at which an object is deleted; null for never.</param>
/// <param name="AbortIncompleteUploadsAfter">The age at which a multipart upload that is not completed is aborted; null for never.</param>
public sealed record LifecycleRule(string Prefix, TimeSpan? Expiration = null, TimeSpan? AbortIncompleteUploadsAfter = null);
