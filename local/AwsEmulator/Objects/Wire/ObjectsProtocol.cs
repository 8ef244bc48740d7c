using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>
/// S3's REST protocol, https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html. Any path can be
/// that of an object, so the server asks the other services first.
/// </summary>
public sealed class ObjectsProtocol(ObjectStore store, MultipartUploads uploads, AccessControl access, TimeProvider time) : IAwsProtocol
{
    private static readonly string[] BucketResources = ["delete", "location", "uploads", "versioning"];

    private readonly AccessControl _access = access;
    private readonly TimeProvider _time = time;
    private readonly BucketOperations _buckets = new BucketOperations(store, uploads);
    private readonly ReadOperations _reads = new ReadOperations(store);
    private readonly WriteOperations _writes = new WriteOperations(store);
    private readonly DeleteOperations _deletes = new DeleteOperations(store, access);
    private readonly ListOperations _lists = new ListOperations(store);
    private readonly MultipartOperations _multipart = new MultipartOperations(store, uploads);

    private delegate Task Handler(HttpContext context, ObjectRequest request);

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

    [SuppressMessage("Design", "CA1031", Justification = "Every failure becomes an error response.")]
    public async Task HandleAsync(HttpContext context)
    {
        var requestId = AwsRequestId.For(context);
        context.Response.Headers["x-amz-request-id"] = requestId;
        var hostId = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(requestId)));
        context.Response.Headers["x-amz-id-2"] = hostId;
        context.Response.OnStarting(PrepareResponse, context);
        try
        {
            var request = ObjectRequest.From(context);
            PresignedUrl.Check(request, _time.GetUtcNow());
            OperationParameters.CheckSubresource(request);
            var (operation, handler) = Find(context.Request.Method, request);
            OperationParameters.Check(operation, request);
            await RunAsync(context, operation, handler, request);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await WriteErrorAsync(context, RequestFailure.Record(context, e), hostId);
        }
    }

    private async Task RunAsync(HttpContext context, string operation, Handler handler, ObjectRequest request)
    {
        var caller = _access.CallerOf(context.Request);
        _access.Require(caller, ObjectPermissions.For(operation, request));
        try
        {
            await handler(context, request);
        }
        catch (AwsException e) when (e.Code == ObjectErrors.MissingKeyCode)
        {
            _access.Require(caller, ObjectPermissions.ForMissingKey(operation, request));
            throw;
        }
    }

    private (string Operation, Handler Handler) Find(string method, ObjectRequest request)
    {
        if (request.Bucket.Length == 0)
        {
            return method == "GET" ? ("ListBuckets", _buckets.ListAsync) : throw ObjectErrors.MethodNotAllowed(method);
        }

        if (request.Key.Length == 0)
        {
            return FindForBucket(method, request);
        }

        var isCopy = request.Header("x-amz-copy-source") is not null;
        return (
            method,
            request.Has("uploadId") ? "uploadId"
            : request.Has("uploads") ? "uploads"
            : null
        ) switch
        {
            ("GET", null) => ("GetObject", _reads.GetAsync),
            ("HEAD", null) => ("HeadObject", _reads.GetAsync),
            ("GET", "uploadId") => ("ListParts", _multipart.ListPartsAsync),
            ("PUT", "uploadId") when isCopy => ("UploadPartCopy", _multipart.CopyPartAsync),
            ("PUT", "uploadId") => ("UploadPart", _multipart.UploadPartAsync),
            ("PUT", null) when isCopy => ("CopyObject", _writes.CopyAsync),
            ("PUT", null) => ("PutObject", _writes.PutAsync),
            ("DELETE", "uploadId") => ("AbortMultipartUpload", _multipart.AbortAsync),
            ("DELETE", null) => ("DeleteObject", _deletes.DeleteAsync),
            ("POST", "uploadId") => ("CompleteMultipartUpload", _multipart.CompleteAsync),
            ("POST", "uploads") => ("CreateMultipartUpload", _multipart.CreateAsync),
            _ => throw ObjectErrors.MethodNotAllowed(method),
        };
    }

    private (string Operation, Handler Handler) FindForBucket(string method, ObjectRequest request) =>
        (method, BucketResources.FirstOrDefault(request.Has)) switch
        {
            ("GET", "location") => ("GetBucketLocation", _buckets.LocationAsync),
            ("GET", "versioning") => ("GetBucketVersioning", _buckets.VersioningAsync),
            ("GET", "uploads") => ("ListMultipartUploads", _multipart.ListAsync),
            ("GET", null) when request.Parameter("list-type") == "2" => ("ListObjectsV2", _lists.Version2Async),
            ("GET", null) => ("ListObjects", _lists.Version1Async),
            ("HEAD", null) => ("HeadBucket", _buckets.HeadAsync),
            ("PUT", null) => ("CreateBucket", _buckets.CreateAsync),
            ("DELETE", null) => ("DeleteBucket", _buckets.DeleteAsync),
            ("POST", "delete") => ("DeleteObjects", _deletes.DeleteManyAsync),
            (_, null) => throw ObjectErrors.MethodNotAllowed(method),
            (_, { } resource) => throw ObjectErrors.NotOffered($"{method} of S3's {resource}"),
        };

    private static Task PrepareResponse(object state)
    {
        var context = (HttpContext)state;
        var (request, response) = (context.Request, context.Response);
        // The console has the same origin. A stored page or script must not run with the console's rights.
        response.Headers.ContentSecurityPolicy = "sandbox";
        response.Headers.XContentTypeOptions = "nosniff";
        // A client that sent "Expect: 100-continue" sends no body after one of these responses. It would then wait for data on this
        // connection, or the server would take the client's next request for the body.
        if (
            request.Headers.Expect.Count > 0
            && (request.ContentLength is null or 0 || response.StatusCode >= StatusCodes.Status300MultipleChoices)
        )
        {
            response.Headers.Connection = "close";
        }

        return Task.CompletedTask;
    }

    private static Task WriteErrorAsync(HttpContext context, AwsException error, string hostId)
    {
        // The operation can have set headers of a successful response.
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
}
