using System.Globalization;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>GetObject and HeadObject. They differ only in the body.</summary>
internal sealed class ReadOperations(ObjectStore store)
{
    private const int BufferSize = 128 * 1024;

    public async Task GetAsync(HttpContext context, ObjectRequest request)
    {
        ObjectErrors.RequireNullVersion(request.Parameter("versionId"), "versionId", request.Parameter("versionId") ?? "");
        var isHead = HttpMethods.IsHead(context.Request.Method);
        using var opened = isHead ? null : store.Open(request.Bucket, request.Key);
        var entry = opened?.Entry ?? store.Find(request.Bucket, request.Key) ?? throw ObjectErrors.NoSuchKey(request.Key);
        var response = context.Response;
        if (!ReadConditions.From(request).IsMet(entry))
        {
            WriteIdentity(response, entry);
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var range = FindRange(request, entry);
        WriteHeaders(response, entry, request, range is null);
        if (range is { } part)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = string.Create(
                CultureInfo.InvariantCulture,
                $"bytes {part.Start}-{part.Start + part.Length - 1}/{entry.Size}"
            );
        }

        var (start, length) = range is { } given ? (given.Start, given.Length) : (0, entry.Size);
        response.ContentLength = length;
        if (opened is not null)
        {
            await SendAsync(context, opened, start, length);
        }
    }

    private static ByteRange? FindRange(ObjectRequest request, StoredObject entry)
    {
        if (request.Parameter("partNumber") is not { } part)
        {
            return ByteRange.Parse(request.Header("Range"), entry.Size);
        }

        // The parts are joined when an upload is completed. The whole object is then its first and only part.
        if (part != "1")
        {
            throw new AwsException("InvalidPartNumber", "The requested partnumber is not satisfiable", 416);
        }

        return entry.Size == 0 ? null : new ByteRange(0, entry.Size);
    }

    private static void WriteIdentity(HttpResponse response, StoredObject entry)
    {
        response.Headers.ETag = $"\"{entry.ETag}\"";
        response.Headers.LastModified = entry.LastModified.ToString("r", CultureInfo.InvariantCulture);
    }

    private static void WriteHeaders(HttpResponse response, StoredObject entry, ObjectRequest request, bool isWhole)
    {
        WriteIdentity(response, entry);
        response.Headers.AcceptRanges = "bytes";
        response.Headers["x-amz-server-side-encryption"] = "AES256";
        DescriptionHeaders.Write(response, entry, request);
        if (
            isWhole
            && entry.Checksum is { } checksum
            && request.Header("x-amz-checksum-mode") is { } mode
            && mode.Equals("ENABLED", StringComparison.OrdinalIgnoreCase)
        )
        {
            response.Headers[Checksums.ChecksumNames.Header(checksum.Algorithm)] = checksum.Value;
            response.Headers["x-amz-checksum-type"] = checksum.Type;
        }
    }

    private static async Task SendAsync(HttpContext context, OpenedObject opened, long start, long length)
    {
        var writer = context.Response.BodyWriter;
        for (var end = start + length; start < end;)
        {
            var wanted = (int)Math.Min(BufferSize, end - start);
            var read = opened.Read(writer.GetSpan(wanted)[..wanted], start);
            if (read == 0)
            {
                // The length has been sent. Only a broken connection shows the client that the content is incomplete.
                context.Abort();
                return;
            }

            writer.Advance(read);
            start += read;
            if ((await writer.FlushAsync(context.RequestAborted)).IsCompleted)
            {
                return;
            }
        }
    }
}
