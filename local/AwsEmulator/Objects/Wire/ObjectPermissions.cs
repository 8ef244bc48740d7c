using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>
/// The permissions of S3's operations, https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html.
/// </summary>
internal static class ObjectPermissions
{
    /// <exception cref="AwsException">InvalidArgument: the source of a copy is malformed.</exception>
    public static IEnumerable<Permission> For(string operation, ObjectRequest request) =>
        operation switch
        {
            "ListBuckets" => [new("s3:ListAllMyBuckets", "*")],
            "HeadBucket" => [ListBucket(request.Bucket)],
            "ListObjects" or "ListObjectsV2" => [List(request)],
            "ListMultipartUploads" => [new("s3:ListBucketMultipartUploads", Arn(request.Bucket))],
            "GetObject" or "HeadObject" => [new("s3:GetObject", Arn(request.Bucket, request.Key))],
            "PutObject" or "CreateMultipartUpload" or "UploadPart" or "CompleteMultipartUpload" => [Put(request)],
            "CopyObject" or "UploadPartCopy" => [Get(CopySource.From(request)), Put(request)],
            // Each key of the request is checked by itself.
            "DeleteObjects" => [],
            "DeleteObject" => [Delete(request.Bucket, request.Key)],
            "AbortMultipartUpload" => [new("s3:AbortMultipartUpload", Arn(request.Bucket, request.Key))],
            "ListParts" => [new("s3:ListMultipartUploadParts", Arn(request.Bucket, request.Key))],
            // CreateBucket, DeleteBucket, GetBucketLocation, GetBucketVersioning
            _ => [new($"s3:{operation}", Arn(request.Bucket))],
        };

    /// <summary>
    /// The permission to learn that a key does not exist. Without it, S3 denies access:
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html.
    /// </summary>
    public static Permission ForMissingKey(string operation, ObjectRequest request) =>
        ListBucket(operation is "CopyObject" or "UploadPartCopy" ? CopySource.From(request).Bucket : request.Bucket);

    public static Permission Delete(string bucket, string key) => new("s3:DeleteObject", Arn(bucket, key));

    private static Permission Get((string Bucket, string Key) source) => new("s3:GetObject", Arn(source.Bucket, source.Key));

    private static Permission Put(ObjectRequest request) => new("s3:PutObject", Arn(request.Bucket, request.Key));

    private static Permission List(ObjectRequest request)
    {
        var keys = new Dictionary<string, string>();
        foreach (var name in (string[])["prefix", "delimiter"])
        {
            if (request.Parameter(name) is { } value)
            {
                keys[$"s3:{name}"] = value;
            }
        }

        return ListBucket(request.Bucket) with { ConditionKeys = keys };
    }

    private static Permission ListBucket(string bucket) => new("s3:ListBucket", Arn(bucket));

    private static string Arn(string bucket) => $"arn:aws:s3:::{bucket}";

    private static string Arn(string bucket, string key) => $"arn:aws:s3:::{bucket}/{key}";
}
