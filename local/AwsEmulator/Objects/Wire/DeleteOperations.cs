using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>DeleteObject and DeleteObjects.</summary>
internal sealed class DeleteOperations(ObjectStore store, AccessControl access)
{
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
    private const int MaxKeys = 1000;

    public async Task DeleteAsync(HttpContext context, ObjectRequest request)
    {
        await DeleteAsync(request.Bucket, request.Key, request.Header("If-Match"), request.Parameter("versionId"));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public async Task DeleteManyAsync(HttpContext context, ObjectRequest request)
    {
        store.RequireBucket(request.Bucket);
        var body = await ObjectXml.ReadBodyAsync(context);
        UploadChecks.From(request).Verify(body);
        var delete = ObjectXml.Parse(body, "DeleteObjects", "Delete", maxItems: MaxKeys + 1);
        var objects = delete.Children("Object").ToList();
        if (objects.Count is 0 or > MaxKeys || objects.Exists(one => one.Child("Key") is null or ""))
        {
            throw ObjectErrors.MalformedXml();
        }

        var caller = access.CallerOf(context.Request);
        var isQuiet = delete.Child("Quiet") == "true";
        var results = await Task.WhenAll(objects.Select(one => DeleteOneAsync(caller, request.Bucket, one)));
        await ObjectXml.WriteAsync(
            context,
            "DeleteResult",
            writer =>
            {
                foreach (var (key, error) in results)
                {
                    if (error is null && isQuiet)
                    {
                        continue;
                    }

                    writer.WriteStartElement(error is null ? "Deleted" : "Error");
                    writer.Element("Key", key);
                    if (error is not null)
                    {
                        writer.Element("Code", error.Code);
                        writer.Element("Message", error.Message);
                    }

                    writer.WriteEndElement();
                }
            }
        );
    }

    private Task<bool> DeleteAsync(string bucket, string key, string? ifMatch, string? version)
    {
        ObjectErrors.RequireNullVersion(version, "versionId", version ?? "");
        return store.DeleteAsync(
            bucket,
            key,
            ifMatch is null ? WriteConditions.None : new WriteConditions(IfMatch: ReadConditions.Unquote(ifMatch))
        );
    }

    private async Task<(string Key, AwsException? Error)> DeleteOneAsync(Caller caller, string bucket, XElement one)
    {
        var key = one.Child("Key")!;
        try
        {
            access.Require(caller, ObjectPermissions.Delete(bucket, key));
            await DeleteAsync(bucket, key, one.Child("ETag"), one.Child("VersionId"));
            return (key, null);
        }
        catch (AwsException e)
        {
            return (key, e);
        }
    }
}
