using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>The operations of multipart uploads. AWS's clients use them for large files.</summary>
internal sealed class MultipartOperations(ObjectStore store, MultipartUploads uploads)
{
    public async Task CreateAsync(HttpContext context, ObjectRequest request)
    {
        var algorithm = UploadChecks.ParseAlgorithm(request.Header("x-amz-checksum-algorithm"));
        var isComposite = MultipartRequest.ParseIsComposite(request, algorithm);
        var upload = await uploads.CreateAsync(request.Bucket, request.Key, DescriptionHeaders.Read(request), algorithm, isComposite);
        if (upload.Algorithm is { } kept)
        {
            context.Response.Headers["x-amz-checksum-algorithm"] = kept.Name();
            context.Response.Headers["x-amz-checksum-type"] = ObjectChecksum.TypeName(upload.IsComposite);
        }

        context.Response.Headers["x-amz-server-side-encryption"] = "AES256";
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
        var number = MultipartRequest.ParsePartNumber(request);
        var upload = FindOpen(request);
        var checks = UploadChecks.From(request, upload.Algorithm);
        var part = await AddAsync(upload, number, incoming => UploadBody.ReceiveAsync(context, request, incoming, checks));
        context.Response.Headers.ETag = $"\"{part.ETag}\"";
        context.Response.Headers["x-amz-server-side-encryption"] = "AES256";
        context.Response.Headers[part.Checksum.Algorithm.Header()] = part.Checksum.Value;
        context.Response.ContentLength = 0;
    }

    public async Task CopyPartAsync(HttpContext context, ObjectRequest request)
    {
        var number = MultipartRequest.ParsePartNumber(request);
        var upload = FindOpen(request);
        using var source = CopySource.Open(store, request);
        var range = request.Header("x-amz-copy-source-range") is { } header
            ? ByteRange.ParseCopySource(header, source.Entry.Size)
            : new ByteRange(0, source.Entry.Size);
        var algorithm = upload.Algorithm ?? ChecksumAlgorithm.Crc64Nvme;
        var part = await AddAsync(
            upload,
            number,
            incoming =>
            {
                incoming.Add(algorithm);
                WriteOperations.Transfer(source, incoming, range.Start, range.Length);
                return Task.FromResult(new ObjectChecksum(algorithm, incoming.Checksum(algorithm)));
            }
        );
        await ObjectXml.WriteAsync(
            context,
            "CopyPartResult",
            writer =>
            {
                writer.Element("LastModified", part.Modified);
                writer.Element("ETag", $"\"{part.ETag}\"");
                writer.Element("Checksum" + part.Checksum.Algorithm.Name(), part.Checksum.Value);
            }
        );
    }

    public async Task CompleteAsync(HttpContext context, ObjectRequest request)
    {
        var upload = Find(request);
        var body = ObjectXml.Parse(
            await ObjectXml.ReadBodyAsync(context),
            "CompleteMultipartUpload",
            "CompleteMultipartUpload",
            maxItems: MultipartRequest.MaxParts
        );
        var parts = body.Children("Part").Select(MultipartRequest.ParsePart).ToList();
        if (parts.Count == 0)
        {
            throw ObjectErrors.MalformedXml();
        }

        var result = await uploads.CompleteAsync(
            upload,
            parts,
            MultipartRequest.ParseExpected(request),
            WriteOperations.ParseConditions(request)
        );
        await ObjectXml.WriteAsync(
            context,
            "CompleteMultipartUploadResult",
            writer =>
            {
                writer.Element("Location", $"http://{context.Request.Host}/{upload.Bucket}/{Uri.EscapeDataString(upload.Key)}");
                writer.Element("Bucket", upload.Bucket);
                writer.Element("Key", upload.Key);
                writer.Element("ETag", $"\"{result.ETag}\"");
                writer.Checksum(result.Checksum);
            }
        );
    }

    public async Task AbortAsync(HttpContext context, ObjectRequest request)
    {
        await uploads.AbortAsync(FindOpen(request));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public Task ListPartsAsync(HttpContext context, ObjectRequest request)
    {
        var upload = FindOpen(request);
        var limit = Paging.ParseLimit(request, "max-parts");
        var marker = MultipartRequest.ParseMarker(request);
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
                    writer.Element("ChecksumType", ObjectChecksum.TypeName(upload.IsComposite));
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
        store.RequireBucket(request.Bucket);
        if (request.Parameter("delimiter") is { Length: > 0 })
        {
            throw ObjectErrors.NotOffered("The parameter delimiter of ListMultipartUploads");
        }

        var limit = Paging.ParseLimit(request, "max-uploads");
        var encode = ListOperations.Encoder(request);
        var (key, id) = (request.Parameter("key-marker") ?? "", request.Parameter("upload-id-marker") ?? "");
        var prefix = request.Parameter("prefix") ?? "";
        var rest = uploads.ListOpen(request.Bucket, prefix, key, id);
        var page = rest.Take(limit).ToList();
        return ObjectXml.WriteAsync(
            context,
            "ListMultipartUploadsResult",
            writer =>
            {
                writer.Element("Bucket", request.Bucket);
                writer.Element("KeyMarker", encode(key));
                writer.Element("UploadIdMarker", id);
                if (page.Count < rest.Count && page.Count > 0)
                {
                    writer.Element("NextKeyMarker", encode(page[^1].Key));
                    writer.Element("NextUploadIdMarker", page[^1].Id);
                }

                writer.Element("Prefix", encode(prefix));
                if (request.Has("encoding-type"))
                {
                    writer.Element("EncodingType", "url");
                }

                writer.Element("MaxUploads", limit);
                writer.Element("IsTruncated", page.Count < rest.Count);
                foreach (var upload in page)
                {
                    writer.WriteStartElement("Upload");
                    writer.Element("Key", encode(upload.Key));
                    writer.Element("UploadId", upload.Id);
                    writer.Element("StorageClass", "STANDARD");
                    writer.Element("Initiated", upload.Created);
                    writer.WriteEndElement();
                }
            }
        );
    }

    private async Task<UploadedPart> AddAsync(MultipartUpload upload, int number, Func<IncomingObject, Task<ObjectChecksum>> receive)
    {
        using var incoming = uploads.Receive();
        try
        {
            var checksum = await receive(incoming);
            return await uploads.AddAsync(upload, number, incoming, checksum);
        }
        catch
        {
            uploads.Discard(incoming);
            throw;
        }
    }

    private MultipartUpload Find(ObjectRequest request)
    {
        var id = request.Parameter("uploadId")!;
        return uploads.Find(request.Bucket, request.Key, id) ?? throw ObjectErrors.NoSuchUpload(id);
    }

    private MultipartUpload FindOpen(ObjectRequest request)
    {
        var upload = Find(request);
        return upload.Result is null ? upload : throw ObjectErrors.NoSuchUpload(upload.Id);
    }
}
