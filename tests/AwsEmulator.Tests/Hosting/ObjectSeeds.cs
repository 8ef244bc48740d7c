using System.Xml.Linq;

namespace PromptToImage.AwsEmulator.Tests.Hosting;

/// <summary>S3's requests as clients send them: bodies plain and aws-chunked, lists and conditions, and XML in both directions.</summary>
internal static class ObjectSeeds
{
    public const string Bucket = "fuzz";

    private const string Chunked =
        "b;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\nhello world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n";

    /// <summary>Creates the objects and uploads that the requests need, and inserts their names.</summary>
    public static async Task<IReadOnlyList<WireRequest>> CreateAsync(Func<WireRequest, Task<string>> send)
    {
        await send(WireRequest.Storage("PUT", "/fuzz"));
        await send(WireRequest.Storage("PUT", "/fuzz/a%20key", "hello world"));
        var created = XElement.Parse(
            await send(WireRequest.Storage("POST", "/fuzz/large?uploads", headers: ("x-amz-checksum-algorithm", "CRC32")))
        );
        var upload = created.Elements().Single(element => element.Name.LocalName == "UploadId").Value;
        return
        [
            WireRequest.Storage(
                "PUT",
                "/fuzz/a%20key",
                "hello world",
                ("Content-MD5", "XrY7u+Ae7tCTyyK7j1rNww=="),
                ("x-amz-meta-author", "me")
            ),
            WireRequest.Storage(
                "PUT",
                "/fuzz/chunked",
                Chunked,
                ("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"),
                ("x-amz-decoded-content-length", "11"),
                ("x-amz-trailer", "x-amz-checksum-crc32"),
                ("Content-Encoding", "aws-chunked")
            ),
            WireRequest.Storage(
                "PUT",
                "/fuzz/chunked",
                "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n",
                ("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
                ("x-amz-decoded-content-length", "11")
            ),
            WireRequest.Storage("PUT", "/fuzz/copy", "", ("x-amz-copy-source", "/fuzz/a%20key"), ("x-amz-metadata-directive", "REPLACE")),
            WireRequest.Storage("GET", "/fuzz/a%20key", "", ("Range", "bytes=2-5")),
            WireRequest.Storage(
                "GET",
                "/fuzz/a%20key",
                "",
                ("If-None-Match", "\"5eb63bbbe01eeed093cb22bb8f5acdc3\""),
                ("If-Modified-Since", "Mon, 23 Nov 2026 10:00:00 GMT")
            ),
            WireRequest.Storage("HEAD", "/fuzz/a%20key", "", ("x-amz-checksum-mode", "ENABLED")),
            WireRequest.Storage("GET", "/"),
            WireRequest.Storage(
                "GET",
                "/fuzz?list-type=2&prefix=a&delimiter=%2F&max-keys=2&encoding-type=url&start-after=%20&fetch-owner=true"
            ),
            WireRequest.Storage("GET", "/fuzz?marker=a&max-keys=1"),
            WireRequest.Storage("GET", "/fuzz?location"),
            WireRequest.Storage("GET", "/fuzz?uploads"),
            WireRequest.Storage("DELETE", "/fuzz/copy"),
            WireRequest.Storage(
                "POST",
                "/fuzz?delete",
                """<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Object><Key>copy</Key></Object><Object><Key>&lt;&#233;&gt;</Key></Object><Quiet>false</Quiet></Delete>"""
            ),
            WireRequest.Storage("PUT", $"/fuzz/large?partNumber=1&uploadId={upload}", "hello world", ("x-amz-checksum-crc32", "DUoRhQ==")),
            WireRequest.Storage(
                "PUT",
                $"/fuzz/large?partNumber=2&uploadId={upload}",
                "",
                ("x-amz-copy-source", "fuzz/a%20key"),
                ("x-amz-copy-source-range", "bytes=0-4")
            ),
            WireRequest.Storage("GET", $"/fuzz/large?uploadId={upload}"),
            WireRequest.Storage(
                "POST",
                $"/fuzz/large?uploadId={upload}",
                """<?xml version="1.0" encoding="UTF-8"?><CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Part><ETag>"5eb63bbbe01eeed093cb22bb8f5acdc3"</ETag><PartNumber>1</PartNumber><ChecksumCRC32>DUoRhQ==</ChecksumCRC32></Part></CompleteMultipartUpload>"""
            ),
        ];
    }
}
