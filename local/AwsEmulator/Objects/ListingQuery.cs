namespace PromptToImage.AwsEmulator.Objects;

/// <summary>Which keys to list.</summary>
/// <param name="After">Only keys after this one; also none that begin with it when it is a common prefix.</param>
/// <param name="Most">How many keys and common prefixes at most.</param>
public sealed record ListingQuery(string Prefix = "", string Delimiter = "", string After = "", int Most = 1000)
{
    // U+10FFFF is the last character there is: prefix + this is after every key with the prefix.
    internal const string Last = "\U0010FFFF";

    /// <summary>Entries from a key on, that one included or not, in order.</summary>
    public delegate IReadOnlyList<StoredObject> Seek(string from, bool including, int most);

    public static ObjectListing Run(ListingQuery query, Seek seek)
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
            var room = query.Most - objects.Count - prefixes.Count;
            // One more than there is room for tells whether there is a next page.
            var page = seek(from, including, room + 1);
            var jumped = false;
            foreach (var entry in page)
            {
                if (!entry.Key.StartsWith(query.Prefix, StringComparison.Ordinal))
                {
                    return new ObjectListing(objects, prefixes, null);
                }

                if (objects.Count + prefixes.Count == query.Most)
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

                // All that is under it is one line of the list: go on behind it.
                prefixes.Add(common);
                last = common;
                (from, including) = (common + Last, false);
                jumped = true;
                break;
            }

            if (!jumped && page.Count <= room)
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
