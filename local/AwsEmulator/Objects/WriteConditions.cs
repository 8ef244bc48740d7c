namespace PromptToImage.AwsEmulator.Objects;

/// <summary>What must hold for a write: <c>If-None-Match: *</c> (nothing there yet), <c>If-Match</c> (this ETag, or <c>*</c> for any, there now).</summary>
public sealed record WriteConditions(bool OnlyIfAbsent = false, string? IfMatch = null)
{
    public static readonly WriteConditions None = new();

    /// <summary>The name of the header whose condition does not hold, or null.</summary>
    public string? Violated(string? currentETag)
    {
        if (OnlyIfAbsent && currentETag is not null)
        {
            return "If-None-Match";
        }

        return IfMatch is not null && currentETag is not null && IfMatch != "*" && IfMatch != currentETag ? "If-Match" : null;
    }
}
