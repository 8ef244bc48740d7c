namespace PromptToImage.StatesLanguage.Definition;

/// <summary>The order of Java's HashSet, in which Step Functions lists field names.</summary>
internal static class JavaSetOrder
{
    private const int Buckets = 16;

    /// <summary>The bucket of a string in a set of at most twelve strings.</summary>
    public static int Bucket(string text)
    {
        var hash = text.Aggregate(0, (code, c) => unchecked((code * 31) + c));
        return (hash ^ (int)((uint)hash >> 16)) & (Buckets - 1);
    }
}
