using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>What an upload's headers say its content must be like.</summary>
/// <param name="ContentMd5">Base64, from <c>Content-MD5</c>.</param>
/// <param name="Sha256">Hex, from <c>x-amz-content-sha256</c> where that is a digest.</param>
/// <param name="Algorithm">The checksum to keep beside the object.</param>
/// <param name="Checksum">Its value, when it stands in a header; null when in a trailer, or when S3 is to make it.</param>
/// <param name="IsTrailing">Whether it comes after the content.</param>
internal sealed record UploadChecks(string? ContentMd5, string? Sha256, ChecksumAlgorithm Algorithm, string? Checksum, bool IsTrailing)
{
    /// <exception cref="AwsException">InvalidDigest, InvalidRequest, InvalidArgument.</exception>
    public static UploadChecks Of(ObjectRequest request)
    {
        var md5 = request.Header("Content-MD5");
        if (md5 is not null && !IsBase64Of(md5, 16))
        {
            throw new AwsException("InvalidDigest", "The Content-MD5 you specified was invalid.");
        }

        var sha256 = request.Header("x-amz-content-sha256") is { Length: 64 } hex ? hex : null;
        var (algorithm, value) = InHeader(request);
        if (algorithm is null && request.Header("x-amz-trailer") is { } trailer)
        {
            return new(md5, sha256, InTrailer(trailer), null, true);
        }

        if (algorithm is null && request.Header("x-amz-sdk-checksum-algorithm") is { } named)
        {
            algorithm =
                ChecksumNames.Parse(named)
                ?? throw ObjectErrors.InvalidRequest(
                    "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"
                );
        }

        return new(md5, sha256, algorithm ?? ChecksumAlgorithm.Crc64Nvme, value, false);
    }

    /// <summary>Has the content's checksums made that are checked or kept.</summary>
    public void Prepare(IncomingObject content)
    {
        content.Add(Algorithm);
        if (Sha256 is not null)
        {
            content.Add(ChecksumAlgorithm.Sha256);
        }
    }

    /// <summary>Holds the content to what was said; returns the checksum to keep.</summary>
    /// <exception cref="AwsException">BadDigest, XAmzContentSHA256Mismatch, MalformedTrailerError, InvalidRequest.</exception>
    public ObjectChecksum Verify(IncomingObject content, IReadOnlyDictionary<string, string> trailers)
    {
        if (
            Sha256 is not null
            && !Sha256.Equals(
                Convert.ToHexString(Convert.FromBase64String(content.Checksum(ChecksumAlgorithm.Sha256))),
                StringComparison.OrdinalIgnoreCase
            )
        )
        {
            throw new AwsException(
                "XAmzContentSHA256Mismatch",
                "The provided 'x-amz-content-sha256' header does not match what was computed."
            );
        }

        if (ContentMd5 is not null && ContentMd5 != Convert.ToBase64String(content.Md5()))
        {
            throw ObjectErrors.BadDigest("Content-MD5");
        }

        var expected = Checksum;
        if (IsTrailing)
        {
            expected = trailers.GetValueOrDefault(Algorithm.Header()) ?? throw ObjectErrors.MalformedTrailer();
            Check(Algorithm, expected);
        }

        var actual = content.Checksum(Algorithm);
        return expected is null || expected == actual
            ? new ObjectChecksum(Algorithm, actual)
            : throw ObjectErrors.BadDigest(Algorithm.Name());
    }

    private static (ChecksumAlgorithm? Algorithm, string? Value) InHeader(ObjectRequest request)
    {
        (ChecksumAlgorithm?, string?) found = (null, null);
        foreach (var algorithm in ChecksumNames.All)
        {
            if (request.Header(algorithm.Header()) is not { } value)
            {
                continue;
            }

            if (found.Item1 is not null)
            {
                throw ObjectErrors.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
            }

            Check(algorithm, value);
            found = (algorithm, value);
        }

        return found;
    }

    private static ChecksumAlgorithm InTrailer(string trailer) =>
        trailer.StartsWith(ChecksumNames.HeaderPrefix, StringComparison.OrdinalIgnoreCase)
        && ChecksumNames.Parse(trailer[ChecksumNames.HeaderPrefix.Length..]) is { } algorithm
            ? algorithm
            : throw ObjectErrors.InvalidRequest("The value specified in the x-amz-trailer header is not supported");

    private static void Check(ChecksumAlgorithm algorithm, string value)
    {
        if (!IsBase64Of(value, algorithm.SizeInBytes()))
        {
            throw ObjectErrors.InvalidRequest($"Value for {algorithm.Header()} header is invalid.");
        }
    }

    private static bool IsBase64Of(string text, int bytes)
    {
        Span<byte> decoded = stackalloc byte[33];
        return text.Length <= 44 && Convert.TryFromBase64String(text, decoded, out var written) && written == bytes;
    }
}
