using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>
/// Maps keys to file paths: <c>bucket/key</c>, so that a person finds the file, with <c>%XX</c> for characters that can have a meaning for
/// a file system. Different keys have different paths. No path is both a file and a folder: folder names contain no dot, and a file name
/// without a dot ends with <c>.%</c>.
/// </summary>
public static class ObjectPath
{
    // File systems allow 255 bytes in a name and 4,096 in a path. The path of the data folder needs room too.
    private const int MaxNameLength = 200;
    private const int MaxPathLength = 1500;

    /// <summary>Returns the path of an object's file, relative to the folder of all objects.</summary>
    /// <param name="bucket">The bucket's name.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="ignoresCase">
    /// Whether the file system ignores the case of names. Then capital letters are escaped, because keys that differ in case are different.
    /// </param>
    public static string For(string bucket, string key, bool ignoresCase = false)
    {
        var segments = key.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = i < segments.Length - 1 ? Folder(segments[i], ignoresCase) : FileName(segments[i], ignoresCase);
        }

        var path = string.Join('/', segments);
        return path.Length <= MaxPathLength ? $"{bucket}/{path}" : $"{bucket}/%/{Hash(key)}.%";
    }

    private static string Folder(string segment, bool ignoresCase)
    {
        // No other segment is escaped to this name.
        var name = segment.Length == 0 ? "%" : Escape(segment, ignoresCase).Replace(".", "%2E", StringComparison.Ordinal);
        return Shorten(name, segment);
    }

    private static string FileName(string segment, bool ignoresCase)
    {
        var name = Escape(segment, ignoresCase);
        // A leading dot would hide the file, and "." and ".." are folders.
        if (name.StartsWith('.'))
        {
            name = "%2E" + name[1..];
        }

        // Some file systems do not allow a trailing dot.
        if (name.EndsWith('.'))
        {
            name = name[..^1] + "%2E";
        }

        return Shorten(name, segment) + (name.Contains('.', StringComparison.Ordinal) && name.Length <= MaxNameLength ? "" : ".%");
    }

    private static string Escape(string segment, bool ignoresCase)
    {
        var escaped = new StringBuilder(segment.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in segment.EnumerateRunes())
        {
            var isSafe = rune.IsAscii && (Rune.IsLetterOrDigit(rune) || "-_.=+,@() ".Contains((char)rune.Value, StringComparison.Ordinal));
            if (isSafe && !(ignoresCase && Rune.IsUpper(rune)))
            {
                escaped.Append((char)rune.Value);
                continue;
            }

            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            {
                escaped.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }

    private static string Shorten(string name, string segment) =>
        name.Length <= MaxNameLength ? name : $"{name[..100].Replace(".", "%2E", StringComparison.Ordinal)}%~{Hash(segment)}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
