using System.Globalization;
using System.Xml.Linq;
using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>Reads the parameters, headers and bodies of the operations of multipart uploads.</summary>
internal static class MultipartRequest
{
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
    public const int MaxParts = 10_000;

    public static int ParsePartNumber(ObjectRequest request)
    {
        var text = request.Parameter("partNumber") ?? "";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MaxParts
            ? number
            : throw ObjectErrors.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
    }

    public static int ParseMarker(ObjectRequest request)
    {
        if (request.Parameter("part-number-marker") is not { Length: > 0 } given)
        {
            return 0;
        }

        return int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var marker)
            ? marker
            : throw ObjectErrors.InvalidArgument(
                "Provided part-number-marker not an integer or within integer range",
                "part-number-marker",
                given
            );
    }

    public static CompletedPart ParsePart(XElement part)
    {
        if (
            !int.TryParse(part.Child("PartNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || part.Child("ETag") is not { } etag
        )
        {
            throw ObjectErrors.MalformedXml();
        }

        var checksums = ChecksumNames
            .All.Select(algorithm => part.Child("Checksum" + algorithm.Name()) is { } value ? new ObjectChecksum(algorithm, value) : null)
            .OfType<ObjectChecksum>();
        return new CompletedPart(number, ReadConditions.Unquote(etag), checksums.FirstOrDefault());
    }

    public static ExpectedObject ParseExpected(ObjectRequest request)
    {
        long? size = null;
        if (request.Header("x-amz-mp-object-size") is { } header)
        {
            size = long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
                ? parsed
                : throw ObjectErrors.InvalidRequest("Value for x-amz-mp-object-size header is invalid.");
        }

        var isComposite = ParseType(request);
        var (algorithm, value) = UploadChecks.FindHeader(request, allowsParts: true);
        return new ExpectedObject(size, value is null ? null : new ObjectChecksum(algorithm!.Value, value), isComposite);
    }

    /// <summary>
    /// Whether the object's checksum is computed from its parts' checksums: S3's default for all algorithms but CRC64NVME.
    /// </summary>
    public static bool ParseIsComposite(ObjectRequest request, ChecksumAlgorithm? algorithm)
    {
        if (ParseType(request) is not { } isComposite)
        {
            return algorithm is not (null or ChecksumAlgorithm.Crc64Nvme);
        }

        if (algorithm is null)
        {
            throw ObjectErrors.InvalidRequest("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        }

        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
        var isOffered = isComposite
            ? algorithm != ChecksumAlgorithm.Crc64Nvme
            : algorithm is not (ChecksumAlgorithm.Sha1 or ChecksumAlgorithm.Sha256);
        return isOffered
            ? isComposite
            : throw ObjectErrors.InvalidRequest(
                $"The {ObjectChecksum.TypeName(isComposite)} checksum type cannot be used with the {algorithm.Value.LowerName()} checksum algorithm."
            );
    }

    private static bool? ParseType(ObjectRequest request) =>
        request.Header("x-amz-checksum-type")?.ToUpperInvariant() switch
        {
            null => null,
            "COMPOSITE" => true,
            "FULL_OBJECT" => false,
            _ => throw ObjectErrors.InvalidRequest("Value for x-amz-checksum-type header is invalid."),
        };
}
