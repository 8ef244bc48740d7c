using System.Globalization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>Which bytes of an object to send.</summary>
internal readonly record struct ByteRange(long Start, long Length)
{
    /// <summary>The one range of a <c>Range</c> header; null where S3 sends the whole object: no header, several ranges, or a header that is none.</summary>
    /// <exception cref="AwsException">InvalidRange.</exception>
    public static ByteRange? Parse(string? header, long size)
    {
        if (
            header is null
            || !header.StartsWith("bytes=", StringComparison.Ordinal)
            || header["bytes=".Length..].Split('-') is not [var first, var last]
        )
        {
            return null;
        }

        if (first.Length == 0)
        {
            if (!TryRead(last, out var suffix))
            {
                return null;
            }

            return suffix > 0 && size > 0 ? new(Math.Max(0, size - suffix), Math.Min(suffix, size)) : throw Unsatisfiable(header, size);
        }

        if (!TryRead(first, out var start) || (last.Length > 0 && !TryRead(last, out _)))
        {
            return null;
        }

        var end = last.Length > 0 && TryRead(last, out var given) ? given : long.MaxValue;
        if (end < start)
        {
            return null;
        }

        return start < size ? new(start, Math.Min(end, size - 1) - start + 1) : throw Unsatisfiable(header, size);
    }

    private static bool TryRead(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static AwsException Unsatisfiable(string header, long size) =>
        new("InvalidRange", "The requested range is not satisfiable", 416)
        {
            Details = new Dictionary<string, string>
            {
                ["RangeRequested"] = header,
                ["ActualObjectSize"] = size.ToString(CultureInfo.InvariantCulture),
            },
        };
}
