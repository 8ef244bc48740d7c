using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>ListObjectsV2 and ListObjects.</summary>
internal sealed class ListOperations(ObjectStore store)
{
    public Task Version2Async(HttpContext context, ObjectRequest request)
    {
        var token = request.Parameter("continuation-token");
        var startAfter = request.Parameter("start-after") ?? "";
        var (query, asked) = QueryOf(request, token is null ? startAfter : Untoken(token));
        var page = store.List(request.Bucket, query);
        return ObjectXml.WriteAsync(
            context,
            "ListBucketResult",
            writer =>
            {
                var encode = Encoder(request);
                Begin(writer, request, query, asked, page.Next is not null, encode);
                writer.Element("KeyCount", page.Objects.Count + page.CommonPrefixes.Count);
                if (token is not null)
                {
                    writer.Element("ContinuationToken", token);
                }

                if (page.Next is not null)
                {
                    writer.Element("NextContinuationToken", Token(page.Next));
                }

                if (startAfter.Length > 0)
                {
                    writer.Element("StartAfter", encode(startAfter));
                }

                Lines(writer, page, encode, request.Parameter("fetch-owner") == "true");
            }
        );
    }

    public Task Version1Async(HttpContext context, ObjectRequest request)
    {
        var marker = request.Parameter("marker") ?? "";
        var (query, asked) = QueryOf(request, marker);
        var page = store.List(request.Bucket, query);
        return ObjectXml.WriteAsync(
            context,
            "ListBucketResult",
            writer =>
            {
                var encode = Encoder(request);
                Begin(writer, request, query, asked, page.Next is not null, encode);
                writer.Element("Marker", encode(marker));
                // Without a delimiter the last key is the next marker, and S3 leaves that to the client.
                if (page.Next is not null && query.Delimiter.Length > 0)
                {
                    writer.Element("NextMarker", encode(page.Next));
                }

                Lines(writer, page, encode, withOwner: true);
            }
        );
    }

    private static (ListingQuery Query, int Asked) QueryOf(ObjectRequest request, string after)
    {
        var asked = PageLimit.Of(request, "max-keys", "maxKeys");
        if (request.Parameter("encoding-type") is { } encoding and not "url")
        {
            throw ObjectErrors.InvalidArgument("Invalid Encoding Method specified in Request", "encoding-type", encoding);
        }

        return (new ListingQuery(request.Parameter("prefix") ?? "", request.Parameter("delimiter") ?? "", after, asked), asked);
    }

    private static void Begin(
        XmlWriter writer,
        ObjectRequest request,
        ListingQuery query,
        int asked,
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

        writer.Element("MaxKeys", asked);
        if (request.Has("encoding-type"))
        {
            writer.Element("EncodingType", "url");
        }

        writer.Element("IsTruncated", isTruncated);
    }

    private static void Lines(XmlWriter writer, ObjectListing page, Func<string, string> encode, bool withOwner)
    {
        foreach (var entry in page.Objects)
        {
            writer.WriteStartElement("Contents");
            writer.Element("Key", encode(entry.Key));
            writer.Element("LastModified", entry.LastModified);
            writer.Element("ETag", $"\"{entry.ETag}\"");
            if (entry.Checksum is { } checksum)
            {
                writer.Element("ChecksumAlgorithm", Checksums.ChecksumNames.Name(checksum.Algorithm));
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

    /// <summary>With <c>encoding-type=url</c> keys that XML cannot hold come through; slashes stay readable.</summary>
    private static Func<string, string> Encoder(ObjectRequest request) =>
        request.Has("encoding-type") ? text => Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal) : text => text;

    internal static string Token(string after) => Convert.ToBase64String(Encoding.UTF8.GetBytes(after));

    internal static string Untoken(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            throw ObjectErrors.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token);
        }
    }
}
