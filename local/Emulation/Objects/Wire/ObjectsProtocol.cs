using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PromptToImage.Emulation.Hosting;

namespace PromptToImage.Emulation.Objects.Wire;

/// <summary>
/// S3's REST protocol, https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html. Any path
/// could be an object's, so it is asked last of all services.
/// </summary>
public sealed partial class ObjectsProtocol : IAwsProtocol
{
    // What turns a request for an object or a bucket into one for something about it; none of these is offered.
    private static readonly string[] NotOffered =
    [
        "accelerate", "acl", "analytics", "attributes", "cors", "encryption", "intelligent-tiering", "inventory", "legal-hold", "logging",
        "metrics", "notification", "object-lock", "ownershipControls", "policy", "policyStatus", "publicAccessBlock", "replication",
        "renameObject", "requestPayment", "restore", "retention", "select", "tagging", "torrent", "versions", "website",
    ];

    private readonly TimeProvider _time;
    private readonly ILogger<ObjectsProtocol> _logger;
    private readonly BucketOperations _buckets;
    private readonly ReadOperations _reads;
    private readonly WriteOperations _writes;
    private readonly ListOperations _lists;
    private readonly MultipartOperations _multipart;

    public ObjectsProtocol(ObjectStore store, MultipartUploads uploads, TimeProvider time, ILogger<ObjectsProtocol> logger)
    {
        _time = time;
        _logger = logger;
        _buckets = new BucketOperations(store, uploads);
        _reads = new ReadOperations(store);
        _writes = new WriteOperations(store);
        _lists = new ListOperations(store);
        _multipart = new MultipartOperations(store, uploads);
    }

    public bool Accepts(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.ContainsKey("X-Amz-Target") || request.Headers.ContainsKey("smithy-protocol"))
            return false;
        return request.Method is "GET" or "HEAD" or "PUT" or "DELETE"
            || (request.Method == "POST" && (request.Query.ContainsKey("delete") || request.Query.ContainsKey("uploads") || request.Query.ContainsKey("uploadId")));
    }

    [SuppressMessage("Design", "CA1031", Justification = "The edge of the process: every failure becomes an answer.")]
    public async Task HandleAsync(HttpContext context)
    {
        var requestId = RequestId.Of(context);
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
                LogFailure(e, context.Request.Method, context.Request.Path);
            await RefuseAsync(context, AwsErrors.From(e), hostId);
        }
    }

    private Task Operation(HttpContext context, ObjectRequest request)
    {
        foreach (var name in NotOffered)
        {
            if (request.Has(name))
                throw ObjectErrors.NotOffered($"S3's {name}");
        }

        var method = context.Request.Method;
        if (request.Bucket.Length == 0)
            return method == "GET" ? _buckets.ListAsync(context) : throw ObjectErrors.MethodNotAllowed(method);
        if (request.Key.Length == 0)
            return BucketOperation(context, request, method);
        return (method, request.Has("uploadId")) switch
        {
            ("GET", false) or ("HEAD", _) => _reads.GetAsync(context, request),
            ("GET", true) => _multipart.ListPartsAsync(context, request),
            ("PUT", true) => _multipart.UploadPartAsync(context, request),
            ("PUT", false) when request.Header("x-amz-copy-source") is not null => _writes.CopyAsync(context, request),
            ("PUT", false) => _writes.PutAsync(context, request),
            ("DELETE", true) => _multipart.AbortAsync(context, request),
            ("DELETE", false) => _writes.DeleteAsync(context, request),
            ("POST", true) => _multipart.CompleteAsync(context, request),
            ("POST", false) when request.Has("uploads") => _multipart.CreateAsync(context, request),
            _ => throw ObjectErrors.MethodNotAllowed(method),
        };
    }

    private Task BucketOperation(HttpContext context, ObjectRequest request, string method) => method switch
    {
        "GET" when request.Has("location") => _buckets.LocationAsync(context, request),
        "GET" when request.Has("versioning") => _buckets.VersioningAsync(context, request),
        "GET" when request.Has("uploads") => _multipart.ListAsync(context, request),
        "GET" or "PUT" when request.Has("lifecycle") => throw ObjectErrors.NotOffered("S3's lifecycle"),
        "GET" when request.Parameter("list-type") == "2" => _lists.Version2Async(context, request),
        "GET" => _lists.Version1Async(context, request),
        "HEAD" => _buckets.HeadAsync(context, request),
        "PUT" => _buckets.CreateAsync(context, request),
        "DELETE" => _buckets.DeleteAsync(context, request),
        "POST" when request.Has("delete") => _writes.DeleteManyAsync(context, request),
        _ => throw ObjectErrors.MethodNotAllowed(method),
    };

    private static Task RefuseAsync(HttpContext context, AwsException error, string hostId)
    {
        // Headers of an answer that was being prepared are not this answer's.
        foreach (var name in context.Response.Headers.Keys.Where(name => !name.StartsWith("x-amz", StringComparison.OrdinalIgnoreCase)).ToList())
            context.Response.Headers.Remove(name);
        var code = error.Code == "InternalFailure" ? "InternalError" : error.Code;
        return RestErrors.WriteXmlAsync(context, new AwsException(code, error.Message, error.Status)
        {
            Details = new Dictionary<string, string>(error.Details ?? new Dictionary<string, string>()) { ["HostId"] = hostId },
        });
    }

    [LoggerMessage(LogLevel.Error, "{method} {path} failed")]
    private partial void LogFailure(Exception exception, string method, string path);
}
