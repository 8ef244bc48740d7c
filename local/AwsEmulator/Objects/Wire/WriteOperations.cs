using System.Globalization;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>PutObject, CopyObject, DeleteObject and DeleteObjects.</summary>
internal sealed class WriteOperations(ObjectStore store)
{
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
    private const int MostDeletes = 1000;

    public async Task PutAsync(HttpContext context, ObjectRequest request)
    {
        // Before a byte of the body is read: a client that waits for "100 Continue" need not send it.
        store.DemandBucket(request.Bucket);
        var checks = UploadChecks.Of(request);
        var description = DescriptionHeaders.Read(request);
        var conditions = ConditionsOf(request);
        using var incoming = store.Receive(request.Key);
        ObjectChecksum checksum;
        try
        {
            checksum = await UploadBody.ReceiveAsync(context, request, incoming, checks);
        }
        catch
        {
            store.Discard(incoming);
            throw;
        }

        var entry = await store.PutAsync(
            request.Bucket,
            request.Key,
            incoming,
            Convert.ToHexStringLower(incoming.Md5()),
            description,
            checksum,
            conditions
        );
        var response = context.Response;
        response.Headers.ETag = $"\"{entry.ETag}\"";
        response.Headers["x-amz-server-side-encryption"] = "AES256";
        response.Headers[checksum.Algorithm.Header()] = checksum.Value;
        response.Headers["x-amz-checksum-type"] = checksum.Type;
        response.ContentLength = 0;
    }

    public async Task CopyAsync(HttpContext context, ObjectRequest request)
    {
        var (bucket, key) = CopySource.Parse(request.Header("x-amz-copy-source")!);
        var replaces = request.Header("x-amz-metadata-directive") switch
        {
            null or "COPY" => false,
            "REPLACE" => true,
            var other => throw ObjectErrors.InvalidArgument("Unknown metadata directive.", "x-amz-metadata-directive", other),
        };
        if (bucket == request.Bucket && key == request.Key && !replaces)
        {
            throw ObjectErrors.InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the "
                    + "object's metadata, storage class, website redirect location or encryption attributes."
            );
        }

        store.DemandBucket(request.Bucket);
        using var source = store.Open(bucket, key);
        // A copy that "not modified" would skip is refused: there is no such answer to a PUT.
        if (!ReadConditions.Of(request, "x-amz-copy-source-").Admit(source.Entry))
        {
            throw ObjectErrors.PreconditionFailed("x-amz-copy-source-If-None-Match");
        }

        var description = replaces ? DescriptionHeaders.Read(request) : source.Entry.Description;
        var entry = await StoreCopyAsync(request, source, description);
        await ObjectXml.WriteAsync(
            context,
            "CopyObjectResult",
            writer =>
            {
                writer.Element("LastModified", entry.LastModified);
                writer.Element("ETag", $"\"{entry.ETag}\"");
                writer.Checksum(entry.Checksum);
            }
        );
    }

    public async Task DeleteAsync(HttpContext context, ObjectRequest request)
    {
        var match = request.Header("If-Match");
        await store.DeleteAsync(
            request.Bucket,
            request.Key,
            match is null ? WriteConditions.None : new WriteConditions(IfMatch: ReadConditions.Unquote(match))
        );
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public async Task DeleteManyAsync(HttpContext context, ObjectRequest request)
    {
        store.DemandBucket(request.Bucket);
        var delete = await ObjectXml.ReadAsync(context, "Delete");
        var keys = delete
            .Children("Object")
            .Select(one => one.Child("Key") is { Length: > 0 } key ? key : throw ObjectErrors.MalformedXml())
            .ToList();
        if (keys.Count is 0 or > MostDeletes)
        {
            throw ObjectErrors.MalformedXml();
        }

        var isQuiet = delete.Child("Quiet") == "true";
        var results = await Task.WhenAll(keys.Select(key => DeleteOneAsync(request.Bucket, key)));
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

    internal static WriteConditions ConditionsOf(ObjectRequest request)
    {
        if (request.Header("If-None-Match") is { } none && none != "*")
        {
            throw ObjectErrors.NotOffered("If-None-Match with an ETag, on a write,");
        }

        var match = request.Header("If-Match");
        if (match is null)
        {
            return request.Header("If-None-Match") is null ? WriteConditions.None : new WriteConditions(OnlyIfAbsent: true);
        }

        return new WriteConditions(request.Header("If-None-Match") is not null, ReadConditions.Unquote(match));
    }

    private async Task<(string Key, AwsException? Error)> DeleteOneAsync(string bucket, string key)
    {
        try
        {
            await store.DeleteAsync(bucket, key, WriteConditions.None);
            return (key, null);
        }
        catch (AwsException e)
        {
            return (key, e);
        }
    }

    private async Task<StoredObject> StoreCopyAsync(ObjectRequest request, OpenedObject source, ObjectDescription description)
    {
        // A checksum of parts does not carry over: the copy is one piece.
        var kept = source.Entry.Checksum is { IsComposite: false } whole ? whole : null;
        var conditions = ConditionsOf(request);
        // Nor does an ETag of parts.
        if (
            kept is not null
            && !source.Entry.ETag.Contains('-', StringComparison.Ordinal)
            && await store.LinkAsync(source, request.Bucket, request.Key, description, conditions) is { } linked
        )
        {
            return linked;
        }

        using var incoming = store.Receive(request.Key);
        try
        {
            if (kept is null)
            {
                incoming.Add(ChecksumAlgorithm.Crc64Nvme);
            }

            Transfer(source, incoming, 0, source.Entry.Size);
        }
        catch
        {
            store.Discard(incoming);
            throw;
        }

        return await store.PutAsync(
            request.Bucket,
            request.Key,
            incoming,
            Convert.ToHexStringLower(incoming.Md5()),
            description,
            kept ?? new ObjectChecksum(ChecksumAlgorithm.Crc64Nvme, incoming.Checksum(ChecksumAlgorithm.Crc64Nvme)),
            conditions
        );
    }

    internal static void Transfer(OpenedObject source, IncomingObject target, long start, long length)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent((int)Math.Min(128 * 1024, Math.Max(length, 1)));
        try
        {
            for (var left = length; left > 0;)
            {
                var read = source.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, left)), start);
                if (read == 0)
                {
                    throw new EndOfStreamException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"The file of {source.Entry.Bucket}/{source.Entry.Key} ends {left} bytes too soon."
                        )
                    );
                }

                target.Append(buffer.AsSpan(0, read));
                start += read;
                left -= read;
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
