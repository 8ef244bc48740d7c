using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>PutObject and CopyObject.</summary>
internal sealed class WriteOperations(ObjectStore store)
{
    public async Task PutAsync(HttpContext context, ObjectRequest request)
    {
        // Before the body is read, so that a client that waits for "100 Continue" does not send it in vain.
        store.RequireBucket(request.Bucket);
        var checks = UploadChecks.From(request);
        var description = DescriptionHeaders.Read(request);
        var conditions = ParseConditions(request);
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
        var replaces = request.Header("x-amz-metadata-directive") switch
        {
            null or "COPY" => false,
            "REPLACE" => true,
            var other => throw ObjectErrors.InvalidArgument("Unknown metadata directive.", "x-amz-metadata-directive", other),
        };
        if (CopySource.Parse(request.Header("x-amz-copy-source")!) == (request.Bucket, request.Key) && !replaces)
        {
            throw ObjectErrors.InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the "
                    + "object's metadata, storage class, website redirect location or encryption attributes."
            );
        }

        store.RequireBucket(request.Bucket);
        using var source = CopySource.Open(store, request);
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

    /// <summary>Reads the conditions of a write.</summary>
    /// <exception cref="AwsException">NotImplemented.</exception>
    internal static WriteConditions ParseConditions(ObjectRequest request)
    {
        if (request.Header("If-None-Match") is { } none && none != "*")
        {
            throw ObjectErrors.NotOffered("If-None-Match with an ETag for a write");
        }

        var match = request.Header("If-Match");
        if (match is null)
        {
            return request.Header("If-None-Match") is null ? WriteConditions.None : new WriteConditions(OnlyIfAbsent: true);
        }

        return new WriteConditions(request.Header("If-None-Match") is not null, ReadConditions.Unquote(match));
    }

    private async Task<StoredObject> StoreCopyAsync(ObjectRequest request, OpenedObject source, ObjectDescription description)
    {
        var conditions = ParseConditions(request);
        var algorithm = UploadChecks.ParseAlgorithm(request.Header("x-amz-checksum-algorithm"));
        // The checksum and the ETag of a multipart upload describe its parts. The copy is not in parts.
        var isMultipart = source.Entry.ETag.Contains('-', StringComparison.Ordinal);
        var checksum = source.Entry.Checksum is { IsComposite: false } whole && (algorithm ?? whole.Algorithm) == whole.Algorithm ? whole : null;
        if (
            checksum is not null
            && !isMultipart
            && await store.LinkAsync(source, request.Bucket, request.Key, description, conditions) is { } linked
        )
        {
            return linked;
        }

        using var incoming = store.Receive(request.Key);
        var computed = algorithm ?? ChecksumAlgorithm.Crc64Nvme;
        try
        {
            if (checksum is null)
            {
                incoming.Add(computed);
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
            checksum ?? new ObjectChecksum(computed, incoming.Checksum(computed)),
            conditions
        );
    }

    /// <summary>Copies bytes of an object.</summary>
    /// <param name="start">The offset of the first byte.</param>
    /// <param name="length">In bytes.</param>
    internal static void Transfer(OpenedObject source, IncomingObject target, long start, long length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(128 * 1024, Math.Max(length, 1)));
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
                            $"The file of {source.Entry.Bucket}/{source.Entry.Key} is {left} bytes too short."
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
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
