using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>CreateBucket, HeadBucket, ListBuckets, DeleteBucket, and what clients ask a bucket first.</summary>
internal sealed class BucketOperations(ObjectStore store, MultipartUploads uploads)
{
    public Task ListAsync(HttpContext context, ObjectRequest request)
    {
        var limit = PageLimit.Of(request, "max-buckets", "max-buckets");
        var prefix = request.Parameter("prefix") ?? "";
        var after = request.Parameter("continuation-token") is { Length: > 0 } token ? ListOperations.Untoken(token) : "";
        var rest = store
            .Buckets()
            .Where(bucket => bucket.Name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(bucket.Name, after) > 0)
            .ToList();
        var page = rest.Take(limit).ToList();
        return ObjectXml.WriteAsync(
            context,
            "ListAllMyBucketsResult",
            writer =>
            {
                writer.WriteStartElement("Owner");
                writer.Element("ID", AwsAccount.Id);
                writer.WriteEndElement();
                writer.WriteStartElement("Buckets");
                foreach (var bucket in page)
                {
                    writer.WriteStartElement("Bucket");
                    writer.Element("Name", bucket.Name);
                    writer.Element("CreationDate", bucket.Created);
                    writer.WriteEndElement();
                }

                writer.WriteEndElement();
                if (prefix.Length > 0)
                {
                    writer.Element("Prefix", prefix);
                }

                if (page.Count < rest.Count && page.Count > 0)
                {
                    writer.Element("ContinuationToken", ListOperations.Token(page[^1].Name));
                }
            }
        );
    }

    public async Task CreateAsync(HttpContext context, ObjectRequest request)
    {
        if (context.Request.ContentLength > 0)
        {
            var configuration = await ObjectXml.ReadAsync(context, "CreateBucketConfiguration");
            if (configuration.Child("LocationConstraint") is { Length: > 0 } region and not AwsAccount.Region)
            {
                throw new AwsException(
                    "IllegalLocationConstraintException",
                    $"The {region} location constraint is incompatible for the region specific endpoint this request was sent to."
                );
            }
        }

        await store.CreateBucketAsync(request.Bucket);
        context.Response.Headers.Location = "/" + request.Bucket;
        context.Response.ContentLength = 0;
    }

    public Task HeadAsync(HttpContext context, ObjectRequest request)
    {
        store.DemandBucket(request.Bucket);
        context.Response.Headers["x-amz-bucket-region"] = AwsAccount.Region;
        return Task.CompletedTask;
    }

    public Task LocationAsync(HttpContext context, ObjectRequest request)
    {
        store.DemandBucket(request.Bucket);
        // us-east-1 is told by an empty element.
        return ObjectXml.WriteAsync(context, "LocationConstraint", _ => { });
    }

    public Task VersioningAsync(HttpContext context, ObjectRequest request)
    {
        store.DemandBucket(request.Bucket);
        return ObjectXml.WriteAsync(context, "VersioningConfiguration", _ => { });
    }

    public async Task DeleteAsync(HttpContext context, ObjectRequest request)
    {
        await store.DeleteBucketAsync(request.Bucket);
        await uploads.AbortAllAsync(request.Bucket);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
