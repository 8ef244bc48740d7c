using System.Security.Cryptography;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>The digests of a body that the headers of its request give.</summary>
/// <param name="ContentMd5">The header <c>Content-MD5</c>, in Base64.</param>
/// <param name="Sha256">The header <c>x-amz-content-sha256</c>, in hexadecimal digits; null if the header is not a digest.</param>
/// <param name="Algorithm">The algorithm of the checksum that is stored with the object.</param>
/// <param name="Checksum">The checksum from its header; null if it is in a trailer or S3 computes it.</param>
/// <param name="IsTrailing">Whether the checksum follows the content.</param>
internal sealed record UploadChecks(string? ContentMd5, string? Sha256, ChecksumAlgorithm Algorithm, string? Checksum, bool IsTrailing)
{
    /// <param name="preset">The algorithm that the multipart upload of a part demands; null if it demands none.</param>
    /// <exception cref="AwsException">InvalidDigest, InvalidRequest.</exception>
    public static UploadChecks From(ObjectRequest request, ChecksumAlgorithm? preset = null)
    {
        var md5 = request.Header("Content-MD5");
        if (md5 is not null && !IsBase64(md5, 16))
        {
            throw new AwsException("InvalidDigest", "The Content-MD5 you specified was invalid.");
        }

        var sha256 = request.Header("x-amz-content-sha256") is { Length: 64 } hex ? hex : null;
        var (algorithm, value) = FindHeader(request);
        var trailer = algorithm is null ? request.Header("x-amz-trailer") : null;
        algorithm ??= trailer is null ? ParseAlgorithm(request.Header("x-amz-sdk-checksum-algorithm")) : ParseTrailer(trailer);
        if (preset is not null && algorithm is not null && algorithm != preset)
        {
            throw ObjectErrors.ChecksumTypeMismatch(preset.Value, algorithm.Value);
        }

        return new(md5, sha256, algorithm ?? preset ?? ChecksumAlgorithm.Crc64Nvme, value, trailer is not null);
    }

    /// <summary>Parses the name of a checksum algorithm in a header; null if the header is missing.</summary>
    /// <exception cref="AwsException">InvalidRequest.</exception>
    public static ChecksumAlgorithm? ParseAlgorithm(string? name) =>
        name is null ? null : ChecksumNames.Parse(name) ?? throw ObjectErrors.UnsupportedChecksum();

    /// <summary>Requests the checksums that <see cref="Verify(IncomingObject, IReadOnlyDictionary{string, string})"/> reads.</summary>
    public void Prepare(IncomingObject content)
    {
        content.Add(Algorithm);
        if (Sha256 is not null)
        {
            content.Add(ChecksumAlgorithm.Sha256);
        }
    }

    /// <summary>Compares the content with the digests; returns the checksum to store.</summary>
    /// <exception cref="AwsException">BadDigest, XAmzContentSHA256Mismatch, MalformedTrailerError, InvalidRequest.</exception>
    public ObjectChecksum Verify(IncomingObject content, IReadOnlyDictionary<string, string> trailers)
    {
        if (Sha256 is not null)
        {
            CheckSha256(Convert.FromBase64String(content.Checksum(ChecksumAlgorithm.Sha256)));
        }

        if (ContentMd5 is not null)
        {
            CheckMd5(content.Md5());
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

    /// <summary>Compares the body of a request that does not upload content with the digests.</summary>
    /// <exception cref="AwsException">BadDigest, XAmzContentSHA256Mismatch.</exception>
    public void Verify(byte[] body)
    {
        if (Sha256 is not null)
        {
            CheckSha256(SHA256.HashData(body));
        }

        if (ContentMd5 is not null)
        {
#pragma warning disable CA5351 // Content-MD5 is an MD5 digest by definition. It secures nothing.
            CheckMd5(MD5.HashData(body));
#pragma warning restore CA5351
        }

        using var checksum = new RunningChecksum(Algorithm);
        checksum.Append(body);
        if (Checksum is not null && Checksum != checksum.Finish())
        {
            throw ObjectErrors.BadDigest(Algorithm.Name());
        }
    }

    /// <summary>Finds the one header that contains a checksum.</summary>
    /// <exception cref="AwsException">InvalidRequest.</exception>
    public static (ChecksumAlgorithm? Algorithm, string? Value) FindHeader(ObjectRequest request, bool allowsParts = false)
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

            Check(algorithm, allowsParts ? value.Split('-')[0] : value);
            found = (algorithm, value);
        }

        return found;
    }

    private static ChecksumAlgorithm ParseTrailer(string trailer) =>
        trailer.StartsWith(ChecksumNames.HeaderPrefix, StringComparison.OrdinalIgnoreCase)
        && ChecksumNames.Parse(trailer[ChecksumNames.HeaderPrefix.Length..]) is { } algorithm
            ? algorithm
            : throw ObjectErrors.InvalidRequest("The value specified in the x-amz-trailer header is not supported");

    private static void Check(ChecksumAlgorithm algorithm, string value)
    {
        if (!IsBase64(value, algorithm.SizeInBytes()))
        {
            throw ObjectErrors.InvalidRequest($"Value for {algorithm.Header()} header is invalid.");
        }
    }

    private void CheckSha256(byte[] digest)
    {
        if (!Convert.ToHexString(digest).Equals(Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new AwsException(
                "XAmzContentSHA256Mismatch",
                "The provided 'x-amz-content-sha256' header does not match what was computed."
            );
        }
    }

    private void CheckMd5(byte[] digest)
    {
        if (Convert.ToBase64String(digest) != ContentMd5)
        {
            throw ObjectErrors.BadDigest("Content-MD5");
        }
    }

    private static bool IsBase64(string text, int bytes)
    {
        Span<byte> decoded = stackalloc byte[33];
        return text.Length <= 44 && Convert.TryFromBase64String(text, decoded, out var written) && written == bytes;
    }
}
