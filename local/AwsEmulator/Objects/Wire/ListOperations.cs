using System.Xml;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>ListObjectsV2 and ListObjects.</summary>
internal sealed class ListOperations(ObjectStore store)
{
    public Task Version2Async(HttpContext context, ObjectRequest request)
    {
        var token = request.Parameter("continuation-token");
        var startAfter = request.Parameter("start-after") ?? "";
        var query = ParseQuery(request, Paging.ParseToken(request) ?? startAfter);
        var encode = Encoder(request);
        var page = store.List(request.Bucket, query);
        return ObjectXml.WriteAsync(
            context,
            "ListBucketResult",
            writer =>
            {
                WriteHeader(writer, request, query, page.Next is not null, encode);
                writer.Element("KeyCount", page.Objects.Count + page.CommonPrefixes.Count);
                if (token is not null)
                {
                    writer.Element("ContinuationToken", token);
                }

                if (page.Next is not null)
                {
                    writer.Element("NextContinuationToken", Paging.Token(page.Next));
                }

                if (startAfter.Length > 0)
                {
                    writer.Element("StartAfter", encode(startAfter));
                }

                WriteEntries(writer, page, encode, request.Parameter("fetch-owner") == "true");
            }
        );
    }

    public Task Version1Async(HttpContext context, ObjectRequest request)
    {
        var marker = request.Parameter("marker") ?? "";
        var query = ParseQuery(request, marker);
        var encode = Encoder(request);
        var page = store.List(request.Bucket, query);
        return ObjectXml.WriteAsync(
            context,
            "ListBucketResult",
            writer =>
            {
                WriteHeader(writer, request, query, page.Next is not null, encode);
                writer.Element("Marker", encode(marker));
                // Without a delimiter S3 omits the next marker, because it is the last key of the page.
                if (page.Next is not null && query.Delimiter.Length > 0)
                {
                    writer.Element("NextMarker", encode(page.Next));
                }

                WriteEntries(writer, page, encode, withOwner: true);
            }
        );
    }

    private static ListingQuery ParseQuery(ObjectRequest request, string after) =>
        new(
            request.Parameter("prefix") ?? "",
            request.Parameter("delimiter") ?? "",
            after,
            Paging.ParseLimit(request, "max-keys", argument: "maxKeys")
        );

    private static void WriteHeader(
        XmlWriter writer,
        ObjectRequest request,
        ListingQuery query,
        bool isTruncated,
        Func<string, string> encode
    )
    {
        writer.Element("Name", request.Bucket);
        writer.Element("Prefix", encode(query.Prefix));
        if (query.Delimiter.Length > 0)
        {
            writer.Element("Delimiter", encode(query.Delimiter));
        }

        writer.Element("MaxKeys", query.MaxKeys);
        if (request.Has("encoding-type"))
        {
            writer.Element("EncodingType", "url");
        }

        writer.Element("IsTruncated", isTruncated);
    }

    private static void WriteEntries(XmlWriter writer, ObjectListing page, Func<string, string> encode, bool withOwner)
    {
        foreach (var entry in page.Objects)
        {
            writer.WriteStartElement("Contents");
            writer.Element("Key", encode(entry.Key));
            writer.Element("LastModified", entry.LastModified);
            writer.Element("ETag", $"\"{entry.ETag}\"");
            if (entry.Checksum is { } checksum)
            {
                writer.Element("ChecksumAlgorithm", checksum.Algorithm.Name());
                writer.Element("ChecksumType", checksum.Type);
            }

            writer.Element("Size", entry.Size);
            if (withOwner)
            {
                writer.WriteStartElement("Owner");
                writer.Element("ID", AwsAccount.Id);
                writer.WriteEndElement();
            }

            writer.Element("StorageClass", "STANDARD");
            writer.WriteEndElement();
        }

        foreach (var prefix in page.CommonPrefixes)
        {
            writer.WriteStartElement("CommonPrefixes");
            writer.Element("Prefix", encode(prefix));
            writer.WriteEndElement();
        }
    }

    /// <summary>
    /// Returns the function that encodes the names of a listing. With <c>encoding-type=url</c> a listing can contain keys that XML cannot
    /// represent. Slashes are not encoded.
    /// </summary>
    /// <exception cref="AwsException">InvalidArgument.</exception>
    internal static Func<string, string> Encoder(ObjectRequest request) =>
        request.Parameter("encoding-type") switch
        {
            null => text => text,
            "url" => text => Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal),
            var other => throw ObjectErrors.InvalidArgument("Invalid Encoding Method specified in Request", "encoding-type", other),
        };
}
