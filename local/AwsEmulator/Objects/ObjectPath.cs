using System.Security.Cryptography;
using System.Text;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>
/// Where an object's file is: <c>bucket/key</c>, so that a person finds it, with every character that could mean something
/// to a file system written as <c>%XX</c>. Different keys have different paths, and none is both a file and a folder of
/// another: folder names have no dot, and a file name that has none gets <c>.%</c> at its end.
/// </summary>
public static class ObjectPath
{
    // File systems take 255 bytes a name and 4,096 a path; the data folder's own path needs room too.
    private const int LongestName = 200;
    private const int LongestPath = 1500;

    public static string Of(string bucket, string key)
    {
        var segments = key.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = i < segments.Length - 1 ? Folder(segments[i]) : FileName(segments[i]);
        }

        var path = string.Join('/', segments);
        return path.Length <= LongestPath ? $"{bucket}/{path}" : $"{bucket}/%/{Hash(key)}.%";
    }

    private static string Folder(string segment)
    {
        // An empty segment needs a name that no other segment becomes.
        var name = segment.Length == 0 ? "%" : Escape(segment).Replace(".", "%2E", StringComparison.Ordinal);
        return Shorten(name, segment);
    }

    private static string FileName(string segment)
    {
        var name = Escape(segment);
        // Hidden by its first dot it would not be found, and "." and ".." are no names at all.
        if (name.StartsWith('.'))
        {
            name = "%2E" + name[1..];
        }
        // A name may not end in a dot on some systems.
        if (name.EndsWith('.'))
        {
            name = name[..^1] + "%2E";
        }

        return Shorten(name, segment) + (name.Contains('.', StringComparison.Ordinal) && name.Length <= LongestName ? "" : ".%");
    }

    private static string Escape(string segment)
    {
        var escaped = new StringBuilder(segment.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in segment.EnumerateRunes())
        {
            if (rune.IsAscii && (Rune.IsLetterOrDigit(rune) || "-_.=+,@() ".Contains((char)rune.Value, StringComparison.Ordinal)))
            {
                escaped.Append((char)rune.Value);
                continue;
            }

            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            {
                escaped.Append('%').Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }

    private static string Shorten(string name, string segment) =>
        name.Length <= LongestName ? name : $"{name[..100].Replace(".", "%2E", StringComparison.Ordinal)}%~{Hash(segment)}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
