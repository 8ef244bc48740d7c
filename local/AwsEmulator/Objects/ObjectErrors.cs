using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>
/// S3's errors, with its codes and messages, https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList.
/// </summary>
internal static class ObjectErrors
{
    public const string MissingKeyCode = "NoSuchKey";

    public static AwsException NoSuchBucket(string bucket) =>
        new("NoSuchBucket", "The specified bucket does not exist", 404) { Details = Detail("BucketName", bucket) };

    public static AwsException NoSuchKey(string key) =>
        new(MissingKeyCode, "The specified key does not exist.", 404) { Details = Detail("Key", key) };

    public static AwsException NoSuchUpload(string uploadId) =>
        new(
            "NoSuchUpload",
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
            404
        )
        {
            Details = Detail("UploadId", uploadId),
        };

    public static AwsException PreconditionFailed(string condition) =>
        new("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412)
        {
            Details = Detail("Condition", condition),
        };

    public static AwsException BucketNotEmpty(string bucket) =>
        new("BucketNotEmpty", "The bucket you tried to delete is not empty", 409) { Details = Detail("BucketName", bucket) };

    public static AwsException InvalidBucketName(string bucket) =>
        new("InvalidBucketName", "The specified bucket is not valid.") { Details = Detail("BucketName", bucket) };

    public static AwsException InvalidArgument(string message, string name, string value) =>
        new("InvalidArgument", message)
        {
            Details = new Dictionary<string, string> { ["ArgumentName"] = name, ["ArgumentValue"] = value },
        };

    /// <summary>Checks a version id. Buckets here have no versioning, so that every object has the version <c>null</c>.</summary>
    /// <exception cref="AwsException">InvalidArgument.</exception>
    public static void RequireNullVersion(string? version, string argument, string value)
    {
        if (version is not (null or "" or "null"))
        {
            throw InvalidArgument("Invalid version id specified", argument, value);
        }
    }

    public static AwsException UnsupportedChecksum() =>
        InvalidRequest(
            "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"
        );

    public static AwsException ChecksumTypeMismatch(ChecksumAlgorithm expected, ChecksumAlgorithm actual) =>
        InvalidRequest(
            $"Checksum Type mismatch occurred, expected checksum Type: {expected.LowerName()}, actual checksum Type: {actual.LowerName()}"
        );

    public static AwsException InvalidRequest(string message) => new("InvalidRequest", message);

    public static AwsException KeyTooLong(int size) =>
        new("KeyTooLongError", "Your key is too long")
        {
            Details = new Dictionary<string, string>
            {
                ["Size"] = size.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["MaxSizeAllowed"] = "1024",
            },
        };

    public static AwsException IncompleteBody() =>
        new("IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header");

    public static AwsException MissingContentLength() =>
        new("MissingContentLength", "You must provide the Content-Length HTTP header.", 411);

    public static AwsException MalformedTrailer() =>
        new(
            "MalformedTrailerError",
            "The request contained trailing data that was not well-formed or did not conform to our published schema."
        );

    /// <param name="digest">The name of the checksum algorithm, or <c>Content-MD5</c>.</param>
    public static AwsException BadDigest(string digest) =>
        new(
            "BadDigest",
            $"The {digest} you specified did not match {(digest == "Content-MD5" ? "what we received" : "the calculated checksum")}."
        );

    public static AwsException MalformedXml() =>
        new("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema");

    public static AwsException NotOffered(string feature) => new("NotImplemented", $"{feature} is not offered on this machine.", 501);

    public static AwsException MethodNotAllowed(string method) =>
        new("MethodNotAllowed", "The specified method is not allowed against this resource.", 405) { Details = Detail("Method", method) };

    private static Dictionary<string, string> Detail(string name, string value) => new() { [name] = value };
}
