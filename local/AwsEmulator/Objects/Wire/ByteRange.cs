using System.Globalization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>A range of an object's bytes.</summary>
/// <param name="Start">The offset of the first byte.</param>
/// <param name="Length">In bytes.</param>
internal readonly record struct ByteRange(long Start, long Length)
{
    private const string Unit = "bytes=";

    /// <summary>
    /// Parses the header <c>Range</c> of a read. Null where S3 sends the whole object: without the header, with several ranges and with a
    /// malformed header.
    /// </summary>
    /// <param name="size">The size of the object in bytes.</param>
    /// <exception cref="AwsException">InvalidRange.</exception>
    public static ByteRange? Parse(string? header, long size)
    {
        if (header is null || Bounds(header) is not var (first, last))
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

    /// <summary>Parses the header <c>x-amz-copy-source-range</c>, whose form is stricter than that of <c>Range</c>.</summary>
    /// <param name="size">The size of the source object in bytes.</param>
    /// <exception cref="AwsException">InvalidArgument if the header is malformed, InvalidRange if it is not inside the object.</exception>
    public static ByteRange ParseCopySource(string header, long size)
    {
        if (Bounds(header) is not var (first, last) || !TryRead(first, out var start) || !TryRead(last, out var end) || end < start)
        {
            throw ObjectErrors.InvalidArgument(
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of "
                    + "the first and last bytes to copy",
                "x-amz-copy-source-range",
                header
            );
        }

        return end < size ? new(start, end - start + 1) : throw Unsatisfiable(header, size);
    }

    private static (string First, string Last)? Bounds(string header) =>
        header.StartsWith(Unit, StringComparison.Ordinal) && header[Unit.Length..].Split('-') is [var first, var last] ? (first, last) : null;

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
