namespace PromptToImage.AwsEmulator.Objects;

/// <summary>A page of keys.</summary>
/// <param name="Next">Where the next page goes on; null on the last. A key, or a common prefix, after which to go on.</param>
public sealed record ObjectListing(IReadOnlyList<StoredObject> Objects, IReadOnlyList<string> CommonPrefixes, string? Next);
