using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>CreateBucket, HeadBucket, ListBuckets, DeleteBucket, GetBucketLocation and GetBucketVersioning.</summary>
internal sealed class BucketOperations(ObjectStore store, MultipartUploads uploads)
{
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
    private const int LargestPage = 10_000;

    public Task ListAsync(HttpContext context, ObjectRequest request)
    {
        var limit = Paging.ParseLimit(request, "max-buckets", smallest: 1, largest: LargestPage);
        var prefix = request.Parameter("prefix") ?? "";
        var after = Paging.ParseToken(request) ?? "";
        var region = request.Parameter("bucket-region");
        if (region is not (null or AwsAccount.Region))
        {
            throw ObjectErrors.InvalidArgument(
                "Requests with bucket-region specified must be made to the corresponding regional endpoint",
                "bucket-region",
                region
            );
        }

        var rest = store
            .Buckets()
            .Where(bucket => bucket.Name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(bucket.Name, after) > 0)
            .ToList();
        var page = rest.Take(limit).ToList();
        // S3 names the region of each bucket if the request has at least one parameter.
        var withRegion = region is not null || request.Has("prefix") || request.Has("max-buckets") || request.Has("continuation-token");
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
                    if (withRegion)
                    {
                        writer.Element("BucketRegion", AwsAccount.Region);
                    }

                    writer.WriteEndElement();
                }

                writer.WriteEndElement();
                if (prefix.Length > 0)
                {
                    writer.Element("Prefix", prefix);
                }

                if (page.Count < rest.Count)
                {
                    writer.Element("ContinuationToken", Paging.Token(page[^1].Name));
                }
            }
        );
    }

    public async Task CreateAsync(HttpContext context, ObjectRequest request)
    {
        var body = await ObjectXml.ReadBodyAsync(context);
        UploadChecks.From(request).Verify(body);
        if (body.Length > 0)
        {
            CheckLocation(ObjectXml.Parse(body, "CreateBucket", "CreateBucketConfiguration", maxItems: 1).Child("LocationConstraint"));
        }

        await store.CreateBucketAsync(request.Bucket);
        context.Response.Headers.Location = "/" + request.Bucket;
        context.Response.ContentLength = 0;
    }

    public Task HeadAsync(HttpContext context, ObjectRequest request)
    {
        store.RequireBucket(request.Bucket);
        context.Response.Headers["x-amz-bucket-region"] = AwsAccount.Region;
        return Task.CompletedTask;
    }

    public Task LocationAsync(HttpContext context, ObjectRequest request)
    {
        store.RequireBucket(request.Bucket);
        // An empty element stands for us-east-1.
        return ObjectXml.WriteAsync(context, "LocationConstraint", _ => { });
    }

    public Task VersioningAsync(HttpContext context, ObjectRequest request)
    {
        store.RequireBucket(request.Bucket);
        return ObjectXml.WriteAsync(context, "VersioningConfiguration", _ => { });
    }

    public async Task DeleteAsync(HttpContext context, ObjectRequest request)
    {
        await store.DeleteBucketAsync(request.Bucket);
        await uploads.AbortAllAsync(request.Bucket);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static void CheckLocation(string? location)
    {
        switch (location)
        {
            case null or "":
                break;
            case AwsAccount.Region:
                // As on AWS: us-east-1 is the region of a bucket without a location constraint, and not itself a constraint.
                throw new AwsException("InvalidLocationConstraint", "The specified location-constraint is not valid")
                {
                    Details = new Dictionary<string, string> { ["LocationConstraint"] = location },
                };
            default:
                throw new AwsException(
                    "IllegalLocationConstraintException",
                    $"The {location} location constraint is incompatible for the region specific endpoint this request was sent to."
                );
        }
    }
}
