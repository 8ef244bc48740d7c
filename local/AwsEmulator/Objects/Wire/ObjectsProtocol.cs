using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>
/// S3's REST protocol, https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html. Any path
/// could be an object's, so it is asked last of all services.
/// </summary>
public sealed partial class ObjectsProtocol(ObjectStore store, MultipartUploads uploads, TimeProvider time, ILogger<ObjectsProtocol> logger)
    : IAwsProtocol
{
    // The parameters of the operations that are offered. Any other makes a request one for something about the bucket or the
    // object, which must not be taken for one for the bucket or the object itself.
    private static readonly HashSet<string> Parameters = new(StringComparer.Ordinal)
    {
        "AWSAccessKeyId",
        "Expires",
        "Signature",
        "bucket-region",
        "continuation-token",
        "max-buckets",
        "prefix",
        "delete",
        "delimiter",
        "encoding-type",
        "fetch-owner",
        "list-type",
        "location",
        "marker",
        "max-keys",
        "start-after",
        "versioning",
        "key-marker",
        "max-uploads",
        "upload-id-marker",
        "uploads",
        "max-parts",
        "part-number-marker",
        "partNumber",
        "uploadId",
        "versionId",
    };

    private static readonly string[] BucketResources = ["delete", "location", "uploads", "versioning"];

    private readonly TimeProvider _time = time;
    private readonly ILogger<ObjectsProtocol> _logger = logger;
    private readonly BucketOperations _buckets = new BucketOperations(store, uploads);
    private readonly ReadOperations _reads = new ReadOperations(store);
    private readonly WriteOperations _writes = new WriteOperations(store);
    private readonly ListOperations _lists = new ListOperations(store);
    private readonly MultipartOperations _multipart = new MultipartOperations(store, uploads);

    public bool Accepts(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.ContainsKey("X-Amz-Target") || request.Headers.ContainsKey("smithy-protocol"))
        {
            return false;
        }

        return request.Method is "GET" or "HEAD" or "PUT" or "DELETE"
            || (
                request.Method == "POST"
                && (request.Query.ContainsKey("delete") || request.Query.ContainsKey("uploads") || request.Query.ContainsKey("uploadId"))
            );
    }

    [SuppressMessage("Design", "CA1031", Justification = "The edge of the process: every failure becomes an answer.")]
    public async Task HandleAsync(HttpContext context)
    {
        var requestId = AwsRequestId.For(context);
        context.Response.Headers["x-amz-request-id"] = requestId;
        var hostId = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(requestId)));
        context.Response.Headers["x-amz-id-2"] = hostId;
        try
        {
            var request = ObjectRequest.Of(context);
            PresignedUrl.Check(request, _time.GetUtcNow());
            await Operation(context, request);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: there is nobody to answer.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            if (e is not AwsException)
            {
                LogFailure(e, context.Request.Method, context.Request.Path);
            }

            await RefuseAsync(context, AwsErrors.From(e), hostId);
        }
    }

    private Task Operation(HttpContext context, ObjectRequest request)
    {
        if (request.Query.Keys.FirstOrDefault(name => !IsKnown(name)) is { } unknown)
        {
            throw ObjectErrors.NotOffered($"S3's {unknown}");
        }

        var method = context.Request.Method;
        if (request.Bucket.Length == 0)
        {
            return method == "GET" ? _buckets.ListAsync(context, request) : throw ObjectErrors.MethodNotAllowed(method);
        }

        if (request.Key.Length == 0)
        {
            return BucketOperation(context, request, method);
        }

        return (
            method,
            request.Has("uploadId") ? "uploadId"
            : request.Has("uploads") ? "uploads"
            : null
        ) switch
        {
            ("GET" or "HEAD", null) => _reads.GetAsync(context, request),
            ("GET", "uploadId") => _multipart.ListPartsAsync(context, request),
            ("PUT", "uploadId") => _multipart.UploadPartAsync(context, request),
            ("PUT", null) when request.Header("x-amz-copy-source") is not null => _writes.CopyAsync(context, request),
            ("PUT", null) => _writes.PutAsync(context, request),
            ("DELETE", "uploadId") => _multipart.AbortAsync(context, request),
            ("DELETE", null) => _writes.DeleteAsync(context, request),
            ("POST", "uploadId") => _multipart.CompleteAsync(context, request),
            ("POST", "uploads") => _multipart.CreateAsync(context, request),
            _ => throw ObjectErrors.MethodNotAllowed(method),
        };
    }

    private Task BucketOperation(HttpContext context, ObjectRequest request, string method) =>
        (method, BucketResources.FirstOrDefault(request.Has)) switch
        {
            ("GET", "location") => _buckets.LocationAsync(context, request),
            ("GET", "versioning") => _buckets.VersioningAsync(context, request),
            ("GET", "uploads") => _multipart.ListAsync(context, request),
            ("GET", null) when request.Parameter("list-type") == "2" => _lists.Version2Async(context, request),
            ("GET", null) => _lists.Version1Async(context, request),
            ("HEAD", null) => _buckets.HeadAsync(context, request),
            ("PUT", null) => _buckets.CreateAsync(context, request),
            ("DELETE", null) => _buckets.DeleteAsync(context, request),
            ("POST", "delete") => _writes.DeleteManyAsync(context, request),
            (_, null) => throw ObjectErrors.MethodNotAllowed(method),
            (_, { } resource) => throw ObjectErrors.NotOffered($"{method} of S3's {resource}"),
        };

    // What begins with x- S3 reads over, or it belongs to a signature.
    private static bool IsKnown(string parameter) =>
        Parameters.Contains(parameter)
        || parameter.StartsWith("x-", StringComparison.OrdinalIgnoreCase)
        || parameter.StartsWith("response-", StringComparison.Ordinal);

    private static Task RefuseAsync(HttpContext context, AwsException error, string hostId)
    {
        // Headers of an answer that was being prepared are not this answer's.
        foreach (
            var name in context.Response.Headers.Keys.Where(name => !name.StartsWith("x-amz", StringComparison.OrdinalIgnoreCase)).ToList()
        )
        {
            context.Response.Headers.Remove(name);
        }

        var code = error.Code == "InternalFailure" ? "InternalError" : error.Code;
        return RestErrors.WriteXmlAsync(
            context,
            new AwsException(code, error.Message, error.Status)
            {
                Details = new Dictionary<string, string>(error.Details ?? new Dictionary<string, string>()) { ["HostId"] = hostId },
            }
        );
    }

    [LoggerMessage(LogLevel.Error, "{method} {path} failed")]
    private partial void LogFailure(Exception exception, string method, string path);
}
