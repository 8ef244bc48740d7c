using System.Globalization;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>
/// The rules for the completion of a multipart upload, https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html.
/// </summary>
internal static class MultipartChecks
{
    private const int ETagLength = 32;

    /// <summary>Whether a text can be the ETag of a part.</summary>
    public static bool IsETag(string text) => text.Length == ETagLength && text.All(char.IsAsciiHexDigit);

    /// <summary>Returns the uploaded parts that a request names.</summary>
    /// <param name="smallest">The minimum size in bytes of all parts except the last.</param>
    /// <exception cref="AwsException">InvalidPart, InvalidPartOrder, EntityTooSmall.</exception>
    public static List<UploadedPart> Choose(
        MultipartUpload upload,
        IReadOnlyList<UploadedPart> uploaded,
        IReadOnlyList<CompletedPart> chosen,
        long smallest
    )
    {
        var known = uploaded.ToDictionary(part => part.Number);
        List<UploadedPart> parts = [];
        foreach (var (number, etag, checksum) in chosen)
        {
            if (
                !known.TryGetValue(number, out var part)
                || part.ETag != etag
                || (checksum is not null && (checksum.Algorithm, checksum.Value) != (part.Checksum.Algorithm, part.Checksum.Value))
            )
            {
                throw new AwsException(
                    "InvalidPart",
                    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag."
                );
            }

            if (parts.Count > 0 && parts[^1].Number >= number)
            {
                throw new AwsException(
                    "InvalidPartOrder",
                    "The list of parts was not in ascending order. Parts must be ordered by part number."
                );
            }

            if (upload.IsComposite && checksum is null)
            {
                throw ObjectErrors.InvalidRequest(
                    $"The upload was created using a {upload.Algorithm!.Value.LowerName()} checksum. The complete request must include the "
                        + string.Create(
                            CultureInfo.InvariantCulture,
                            $"checksum for each part. It was missing for part {number} in the request."
                        )
                );
            }

            parts.Add(part);
        }

        if (parts.SkipLast(1).FirstOrDefault(part => part.Size < smallest) is { } small)
        {
            throw new AwsException("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
            {
                Details = new Dictionary<string, string>
                {
                    ["ProposedSize"] = small.Size.ToString(CultureInfo.InvariantCulture),
                    ["MinSizeAllowed"] = smallest.ToString(CultureInfo.InvariantCulture),
                },
            };
        }

        return parts;
    }

    /// <summary>Checks what a request says about the object's size and type of checksum.</summary>
    /// <exception cref="AwsException">InvalidRequest.</exception>
    public static void Check(MultipartUpload upload, List<UploadedPart> parts, ExpectedObject expected)
    {
        if (expected.IsComposite is { } isComposite && isComposite != upload.IsComposite)
        {
            throw ObjectErrors.InvalidRequest(
                $"The upload was created using the {ObjectChecksum.TypeName(upload.IsComposite)} checksum mode. The complete request must use "
                    + "the same checksum mode."
            );
        }

        if (expected.Checksum is { } checksum && upload.Algorithm is { } algorithm && checksum.Algorithm != algorithm)
        {
            throw ObjectErrors.ChecksumTypeMismatch(algorithm, checksum.Algorithm);
        }

        if (expected.Size is { } size && size != parts.Sum(part => part.Size))
        {
            throw ObjectErrors.InvalidRequest("The provided 'x-amz-mp-object-size' header does not match what was computed");
        }
    }

    /// <summary>Compares the object's checksum with that of a request. A checksum with another algorithm is not compared.</summary>
    /// <exception cref="AwsException">BadDigest.</exception>
    public static void Check(ObjectChecksum computed, ExpectedObject expected)
    {
        if (
            expected.Checksum is { } given
            && given.Algorithm == computed.Algorithm
            && given.Value != computed.Value
            && given.Value != computed.Value.Split('-')[0]
        )
        {
            throw ObjectErrors.BadDigest(given.Algorithm.Name());
        }
    }
}
