namespace PromptToImage.AwsEmulator.Objects;

/// <summary>Which keys of a bucket to list.</summary>
/// <param name="Prefix">Only keys that begin with it.</param>
/// <param name="Delimiter">Keys that contain it after the prefix are grouped into one common prefix. Empty: no groups.</param>
/// <param name="After">Only keys after this one. If it is a common prefix, the keys that begin with it are skipped too.</param>
/// <param name="MaxKeys">The maximum number of keys and common prefixes together.</param>
public sealed record ListingQuery(string Prefix = "", string Delimiter = "", string After = "", int MaxKeys = 1000)
{
    // U+10FFFF is the last Unicode character, so prefix + Last sorts after every key with the prefix.
    internal const string Last = "\U0010FFFF";

    /// <summary>Reads entries in the order of their keys, from a key on.</summary>
    /// <param name="from">The key to start at.</param>
    /// <param name="including">Whether the entry of <paramref name="from"/> itself is read.</param>
    /// <param name="limit">The maximum number of entries.</param>
    public delegate IReadOnlyList<StoredObject> ReadEntries(string from, bool including, int limit);

    public static ObjectListing Run(ListingQuery query, ReadEntries read)
    {
        List<StoredObject> objects = [];
        List<string> prefixes = [];
        var from = query.Prefix;
        var including = true;
        string? last = null;
        if (string.CompareOrdinal(query.After, query.Prefix) >= 0 && query.After.Length > 0)
        {
            (from, including) = IsCommonPrefix(query) ? (query.After + Last, false) : (query.After, false);
        }

        while (true)
        {
            var room = query.MaxKeys - objects.Count - prefixes.Count;
            // One entry more than there is room for shows whether there is a next page.
            var page = read(from, including, room + 1);
            var skipped = false;
            foreach (var entry in page)
            {
                if (!entry.Key.StartsWith(query.Prefix, StringComparison.Ordinal))
                {
                    return new ObjectListing(objects, prefixes, null);
                }

                if (objects.Count + prefixes.Count == query.MaxKeys)
                {
                    return new ObjectListing(objects, prefixes, last);
                }

                if (CommonPrefix(query, entry.Key) is not { } common)
                {
                    objects.Add(entry);
                    last = entry.Key;
                    (from, including) = (entry.Key, false);
                    continue;
                }

                // All keys of the group are one entry of the listing, so reading continues after the group.
                prefixes.Add(common);
                last = common;
                (from, including) = (common + Last, false);
                skipped = true;
                break;
            }

            if (!skipped && page.Count <= room)
            {
                return new ObjectListing(objects, prefixes, null);
            }
        }
    }

    private static bool IsCommonPrefix(ListingQuery query) =>
        query.Delimiter.Length > 0
        && query.After.EndsWith(query.Delimiter, StringComparison.Ordinal)
        && query.After.Length > query.Prefix.Length;

    private static string? CommonPrefix(ListingQuery query, string key)
    {
        if (query.Delimiter.Length == 0)
        {
            return null;
        }

        var at = key.IndexOf(query.Delimiter, query.Prefix.Length, StringComparison.Ordinal);
        return at < 0 ? null : key[..(at + query.Delimiter.Length)];
    }
}

/// <summary>One page of a listing.</summary>
/// <param name="Next">The key or common prefix after which the next page starts; null on the last page.</param>
public sealed record ObjectListing(IReadOnlyList<StoredObject> Objects, IReadOnlyList<string> CommonPrefixes, string? Next);
