using System.Globalization;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>Multipart uploads, as clients use them by themselves for large files.</summary>
internal sealed class MultipartOperations(ObjectStore store, MultipartUploads uploads)
{
    private const int MostParts = 10_000;

    public async Task CreateAsync(HttpContext context, ObjectRequest request)
    {
        var algorithm = request.Header("x-amz-checksum-algorithm") is { } named
            ? ChecksumNames.Parse(named)
                ?? throw ObjectErrors.InvalidRequest(
                    "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"
                )
            : (ChecksumAlgorithm?)null;
        var upload = await uploads.CreateAsync(
            request.Bucket,
            request.Key,
            DescriptionHeaders.Read(request),
            algorithm,
            IsComposite(request, algorithm)
        );
        if (upload.Algorithm is { } kept)
        {
            context.Response.Headers["x-amz-checksum-algorithm"] = kept.Name();
            context.Response.Headers["x-amz-checksum-type"] = upload.IsComposite ? "COMPOSITE" : "FULL_OBJECT";
        }

        await ObjectXml.WriteAsync(
            context,
            "InitiateMultipartUploadResult",
            writer =>
            {
                writer.Element("Bucket", upload.Bucket);
                writer.Element("Key", upload.Key);
                writer.Element("UploadId", upload.Id);
            }
        );
    }

    public async Task UploadPartAsync(HttpContext context, ObjectRequest request)
    {
        if (
            !int.TryParse(request.Parameter("partNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number is < 1 or > MostParts
        )
        {
            throw ObjectErrors.InvalidArgument(
                "Part number must be an integer between 1 and 10000, inclusive",
                "partNumber",
                request.Parameter("partNumber") ?? ""
            );
        }

        var upload = Upload(request);
        if (request.Header("x-amz-copy-source") is { } source)
        {
            var copied = await CopyPartAsync(request, upload, number, source);
            await ObjectXml.WriteAsync(
                context,
                "CopyPartResult",
                writer =>
                {
                    writer.Element("LastModified", copied.Modified);
                    writer.Element("ETag", $"\"{copied.ETag}\"");
                }
            );
            return;
        }

        var checks = UploadChecks.Of(request);
        using var incoming = uploads.Receive();
        UploadedPart part;
        try
        {
            var checksum = await UploadBody.ReceiveAsync(context, request, incoming, checks);
            part = await uploads.AddAsync(upload, number, incoming, checksum);
        }
        catch
        {
            uploads.Discard(incoming);
            throw;
        }

        context.Response.Headers.ETag = $"\"{part.ETag}\"";
        context.Response.Headers[part.Checksum.Algorithm.Header()] = part.Checksum.Value;
        context.Response.ContentLength = 0;
    }

    public async Task CompleteAsync(HttpContext context, ObjectRequest request)
    {
        var upload = Upload(request);
        var body = await ObjectXml.ReadAsync(context, "CompleteMultipartUpload");
        var parts = body.Children("Part")
            .Select(part =>
                int.TryParse(part.Child("PartNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && part.Child("ETag") is { } etag
                    ? (Number: number, ETag: ReadConditions.Unquote(etag))
                    : throw ObjectErrors.MalformedXml()
            )
            .ToList();
        if (parts.Count == 0)
        {
            throw ObjectErrors.MalformedXml();
        }

        var entry = await uploads.CompleteAsync(upload, parts, WriteOperations.ConditionsOf(request));
        await ObjectXml.WriteAsync(
            context,
            "CompleteMultipartUploadResult",
            writer =>
            {
                writer.Element("Location", $"http://{context.Request.Host}/{entry.Bucket}/{Uri.EscapeDataString(entry.Key)}");
                writer.Element("Bucket", entry.Bucket);
                writer.Element("Key", entry.Key);
                writer.Element("ETag", $"\"{entry.ETag}\"");
                writer.Checksum(entry.Checksum);
            }
        );
    }

    public async Task AbortAsync(HttpContext context, ObjectRequest request)
    {
        await uploads.AbortAsync(Upload(request));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public Task ListPartsAsync(HttpContext context, ObjectRequest request)
    {
        var upload = Upload(request);
        var limit = PageLimit.Of(request, "max-parts", "max-parts");
        var marker = Marker(request);
        var rest = uploads.Parts(upload).Where(part => part.Number > marker).ToList();
        var page = rest.Take(limit).ToList();
        return ObjectXml.WriteAsync(
            context,
            "ListPartsResult",
            writer =>
            {
                writer.Element("Bucket", upload.Bucket);
                writer.Element("Key", upload.Key);
                writer.Element("UploadId", upload.Id);
                writer.Element("StorageClass", "STANDARD");
                writer.Element("PartNumberMarker", marker);
                if (page.Count > 0)
                {
                    writer.Element("NextPartNumberMarker", page[^1].Number);
                }

                writer.Element("MaxParts", limit);
                writer.Element("IsTruncated", page.Count < rest.Count);
                if (upload.Algorithm is { } algorithm)
                {
                    writer.Element("ChecksumAlgorithm", algorithm.Name());
                }

                foreach (var part in page)
                {
                    writer.WriteStartElement("Part");
                    writer.Element("PartNumber", part.Number);
                    writer.Element("LastModified", part.Modified);
                    writer.Element("ETag", $"\"{part.ETag}\"");
                    writer.Element("Size", part.Size);
                    writer.Element("Checksum" + part.Checksum.Algorithm.Name(), part.Checksum.Value);
                    writer.WriteEndElement();
                }
            }
        );
    }

    public Task ListAsync(HttpContext context, ObjectRequest request)
    {
        store.DemandBucket(request.Bucket);
        if (request.Parameter("delimiter") is { Length: > 0 })
        {
            throw ObjectErrors.NotOffered("ListMultipartUploads with a delimiter");
        }

        var limit = PageLimit.Of(request, "max-uploads", "max-uploads");
        var (key, id) = (request.Parameter("key-marker") ?? "", request.Parameter("upload-id-marker") ?? "");
        var prefix = request.Parameter("prefix") ?? "";
        var rest = uploads.Open(request.Bucket, prefix, key, id);
        var page = rest.Take(limit).ToList();
        return ObjectXml.WriteAsync(
            context,
            "ListMultipartUploadsResult",
            writer =>
            {
                writer.Element("Bucket", request.Bucket);
                writer.Element("KeyMarker", key);
                writer.Element("UploadIdMarker", id);
                if (page.Count < rest.Count && page.Count > 0)
                {
                    writer.Element("NextKeyMarker", page[^1].Key);
                    writer.Element("NextUploadIdMarker", page[^1].Id);
                }

                writer.Element("Prefix", prefix);
                writer.Element("MaxUploads", limit);
                writer.Element("IsTruncated", page.Count < rest.Count);
                foreach (var upload in page)
                {
                    writer.WriteStartElement("Upload");
                    writer.Element("Key", upload.Key);
                    writer.Element("UploadId", upload.Id);
                    writer.Element("StorageClass", "STANDARD");
                    writer.Element("Initiated", upload.Created);
                    writer.WriteEndElement();
                }
            }
        );
    }

    private static int Marker(ObjectRequest request)
    {
        if (request.Parameter("part-number-marker") is not { Length: > 0 } given)
        {
            return 0;
        }

        return int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var marker)
            ? marker
            : throw ObjectErrors.InvalidArgument(
                "Provided part-number-marker not an integer or within integer range",
                "part-number-marker",
                given
            );
    }

    /// <summary>Whether the object's checksum is one of its parts' checksums: S3's default for all but CRC64NVME.</summary>
    private static bool IsComposite(ObjectRequest request, ChecksumAlgorithm? algorithm) =>
        request.Header("x-amz-checksum-type") switch
        {
            "COMPOSITE" => true,
            "FULL_OBJECT" => false,
            _ => algorithm is not (null or ChecksumAlgorithm.Crc64Nvme),
        };

    private MultipartUpload Upload(ObjectRequest request)
    {
        var id = request.Parameter("uploadId")!;
        return uploads.Find(request.Bucket, request.Key, id) ?? throw ObjectErrors.NoSuchUpload(id);
    }

    private async Task<UploadedPart> CopyPartAsync(ObjectRequest request, MultipartUpload upload, int number, string header)
    {
        var (bucket, key) = CopySource.Parse(header);
        using var source = store.Open(bucket, key);
        if (!ReadConditions.Of(request, "x-amz-copy-source-").Admit(source.Entry))
        {
            throw ObjectErrors.PreconditionFailed("x-amz-copy-source-If-None-Match");
        }

        var range = ByteRange.Parse(request.Header("x-amz-copy-source-range"), source.Entry.Size) ?? new ByteRange(0, source.Entry.Size);
        using var incoming = uploads.Receive();
        try
        {
            var algorithm = upload.Algorithm ?? ChecksumAlgorithm.Crc64Nvme;
            incoming.Add(algorithm);
            WriteOperations.Transfer(source, incoming, range.Start, range.Length);
            return await uploads.AddAsync(upload, number, incoming, new ObjectChecksum(algorithm, incoming.Checksum(algorithm)));
        }
        catch
        {
            uploads.Discard(incoming);
            throw;
        }
    }
}
