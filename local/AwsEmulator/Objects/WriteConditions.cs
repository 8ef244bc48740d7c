namespace PromptToImage.AwsEmulator.Objects;

/// <summary>The conditions of a write or delete.</summary>
/// <param name="OnlyIfAbsent"><c>If-None-Match: *</c>: the key must have no object.</param>
/// <param name="IfMatch">The key must have an object with this ETag. <c>*</c>: with any ETag.</param>
public sealed record WriteConditions(bool OnlyIfAbsent = false, string? IfMatch = null)
{
    public static readonly WriteConditions None = new();

    /// <summary>Returns the name of the header whose condition is not met; null if both are met.</summary>
    public string? FindViolated(string? currentETag)
    {
        if (OnlyIfAbsent && currentETag is not null)
        {
            return "If-None-Match";
        }

        return IfMatch is not null && currentETag is not null && IfMatch != "*" && IfMatch != currentETag ? "If-Match" : null;
    }
}
