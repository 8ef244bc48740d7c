using System.Collections.Frozen;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>
/// The parameters that each operation accepts: headers, query parameters and the elements of request bodies, with the names of S3's API
/// reference. A request with any other <c>x-amz-*</c> parameter or element is rejected by name, so that no parameter is silently ignored.
/// </summary>
internal static class OperationParameters
{
    /// <summary>Parameters of the signature and the transfer. Every operation accepts them.</summary>
    private static readonly FrozenSet<string> Transfer = Set(
        "x-amz-algorithm x-amz-api-version x-amz-content-sha256 x-amz-credential x-amz-date x-amz-decoded-content-length x-amz-expires x-amz-region-set "
            + "x-amz-security-token x-amz-signature x-amz-signedheaders x-amz-trailer x-amz-user-agent"
    );

    /// <summary>Parameters that are accepted without effect, because they concern features that are not offered.</summary>
    internal static readonly FrozenSet<string> WithoutEffect = Set(
        "x-amz-bypass-governance-retention x-amz-mfa x-amz-optional-object-attributes x-amz-request-payer"
    );

    /// <summary>Parameters of which only these values are accepted. They describe what the emulator does in any case.</summary>
    private static readonly FrozenDictionary<string, string[]> AcceptedValues = new Dictionary<string, string[]>(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["x-amz-acl"] = ["private", "bucket-owner-full-control"],
        ["x-amz-bucket-object-lock-enabled"] = ["false"],
        ["x-amz-object-ownership"] = ["BucketOwnerEnforced"],
        ["x-amz-server-side-encryption"] = ["AES256"],
        ["x-amz-server-side-encryption-bucket-key-enabled"] = ["false"],
        ["x-amz-storage-class"] = ["STANDARD"],
        ["x-amz-tagging-directive"] = ["COPY", "REPLACE"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private const string Description =
        " Cache-Control Content-Disposition Content-Encoding Content-Language Content-Type Expires x-amz-meta-";

    private const string Checksums =
        " x-amz-checksum-crc32 x-amz-checksum-crc32c x-amz-checksum-crc64nvme x-amz-checksum-sha1 x-amz-checksum-sha256";

    private const string Body = " Content-Length Content-MD5 x-amz-sdk-checksum-algorithm" + Checksums;

    private const string Read =
        "If-Match If-Modified-Since If-None-Match If-Unmodified-Since Range partNumber response-cache-control response-content-disposition "
        + "response-content-encoding response-content-language response-content-type response-expires versionId x-amz-checksum-mode";

    private const string Copy =
        " x-amz-copy-source x-amz-copy-source-if-match x-amz-copy-source-if-modified-since x-amz-copy-source-if-none-match "
        + "x-amz-copy-source-if-unmodified-since x-amz-source-expected-bucket-owner";

    private const string Owner = " x-amz-expected-bucket-owner";

    private static readonly FrozenDictionary<string, FrozenSet<string>> Honoured = new Dictionary<string, FrozenSet<string>>
    {
        ["AbortMultipartUpload"] = Set("uploadId" + Owner),
        ["CompleteMultipartUpload"] = Set(
            "uploadId If-Match If-None-Match x-amz-checksum-type x-amz-mp-object-size CompleteMultipartUpload/Part/ChecksumCRC32 "
                + "CompleteMultipartUpload/Part/ChecksumCRC32C CompleteMultipartUpload/Part/ChecksumCRC64NVME "
                + "CompleteMultipartUpload/Part/ChecksumSHA1 CompleteMultipartUpload/Part/ChecksumSHA256 CompleteMultipartUpload/Part/ETag "
                + "CompleteMultipartUpload/Part/PartNumber"
                + Checksums
                + Owner
        ),
        ["CopyObject"] = Set(
            "If-Match If-None-Match x-amz-checksum-algorithm x-amz-metadata-directive" + Copy + Description + Owner
        ),
        ["CreateBucket"] = Set("CreateBucketConfiguration/LocationConstraint" + Body),
        ["CreateMultipartUpload"] = Set("x-amz-checksum-algorithm x-amz-checksum-type" + Description + Owner),
        ["DeleteBucket"] = Set(Owner),
        ["DeleteObject"] = Set("If-Match versionId" + Owner),
        ["DeleteObjects"] = Set("Delete/Object/ETag Delete/Object/Key Delete/Object/VersionId Delete/Quiet" + Body + Owner),
        ["GetBucketLocation"] = Set(Owner),
        ["GetBucketVersioning"] = Set(Owner),
        ["GetObject"] = Set(Read + Owner),
        ["HeadBucket"] = Set(Owner),
        ["HeadObject"] = Set(Read + Owner),
        ["ListBuckets"] = Set("bucket-region continuation-token max-buckets prefix"),
        ["ListMultipartUploads"] = Set("encoding-type key-marker max-uploads prefix upload-id-marker" + Owner),
        ["ListObjects"] = Set("delimiter encoding-type marker max-keys prefix" + Owner),
        ["ListObjectsV2"] = Set("continuation-token delimiter encoding-type fetch-owner max-keys prefix start-after" + Owner),
        ["ListParts"] = Set("max-parts part-number-marker uploadId" + Owner),
        ["PutObject"] = Set("If-Match If-None-Match" + Description + Body + Owner),
        ["UploadPart"] = Set("partNumber uploadId" + Body + Owner),
        ["UploadPartCopy"] = Set("partNumber uploadId x-amz-copy-source-range" + Copy + Owner),
    }.ToFrozenDictionary();

    /// <summary>The query parameters that select an operation or belong to one, and those of signature version 2.</summary>
    private static readonly FrozenSet<string> QueryParameters = Honoured
        .Values.SelectMany(names => names)
        .Concat(["AWSAccessKeyId", "Expires", "Signature", "delete", "list-type", "location", "uploads", "versioning"])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether an operation acts on a parameter.</summary>
    /// <param name="operation">S3's name of the operation.</param>
    /// <param name="parameter">A header, a query parameter or the path of an element, for example <c>Delete/Object/Key</c>.</param>
    public static bool IsHonoured(string operation, string parameter) => Honoured[operation].Contains(parameter);

    /// <summary>
    /// Rejects requests for a subresource that is not offered, such as <c>?acl</c>, which would otherwise become requests for the bucket or
    /// object itself. S3 names a subresource by a parameter without a value. Like S3, this ignores unknown parameters with a value.
    /// </summary>
    /// <exception cref="AwsException">NotImplemented.</exception>
    public static void CheckSubresource(ObjectRequest request)
    {
        foreach (var (name, values) in request.Query)
        {
            if (
                !QueryParameters.Contains(name)
                && !name.StartsWith("x-", StringComparison.OrdinalIgnoreCase)
                && !(request.IsPresigned && name.Equals("content-md5", StringComparison.OrdinalIgnoreCase))
                && string.IsNullOrEmpty(values)
            )
            {
                throw ObjectErrors.NotOffered($"S3's {name}");
            }
        }
    }

    /// <summary>Checks the parameters in the headers and in the query of a presigned request.</summary>
    /// <exception cref="AwsException">NotImplemented; AccessDenied if the bucket is expected to have another owner.</exception>
    public static void Check(string operation, ObjectRequest request)
    {
        var honoured = Honoured[operation];
        foreach (var name in request.HeaderNames.Where(name => name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)))
        {
            var value = request.Header(name);
            if (
                value is null
                || honoured.Contains(name)
                || (name.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase) && honoured.Contains("x-amz-meta-"))
                || WithoutEffect.Contains(name)
                || Transfer.Contains(name)
            )
            {
                continue;
            }

            if (!AcceptedValues.TryGetValue(name, out var accepted))
            {
                throw ObjectErrors.NotOffered($"The parameter {name.ToLowerInvariant()} of {operation}");
            }

            if (!accepted.Contains(value, StringComparer.Ordinal))
            {
                throw ObjectErrors.NotOffered($"The value {value} of the parameter {name.ToLowerInvariant()}");
            }
        }

        foreach (var name in (ReadOnlySpan<string>)["x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner"])
        {
            if (request.Header(name) is { } owner && owner != AwsAccount.Id)
            {
                throw new AwsException("AccessDenied", "Access Denied", 403);
            }
        }
    }

    /// <summary>Checks an element of a request's body that contains no other elements.</summary>
    /// <param name="path">The names of the elements that contain it, from the root, and its own.</param>
    /// <exception cref="AwsException">NotImplemented.</exception>
    public static void CheckElement(string operation, List<string> path)
    {
        var name = string.Join('/', path);
        if (path.Count > 1 && !Honoured[operation].Contains(name))
        {
            throw ObjectErrors.NotOffered($"The element {name} of {operation}");
        }
    }

    private static FrozenSet<string> Set(string names) =>
        names.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
