using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PromptToImage.AwsEmulator.Tests.Objects;

/// <summary>S3's protocol: details that clients hide, and requests that only broken clients send.</summary>
public sealed class ObjectsProtocolTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private Emulator _emulator = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await Emulator.StartAsync(new EmulatorOptions { DataFolder = _folder.Path, Port = 0 }, Cancellation);
        await SendAsync("PUT", "/photos");
        await SendAsync("PUT", "/photos/a", "Hello", ("x-amz-meta-Who", "me"));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_error_has_the_elements_of_S3_and_no_namespace()
    {
        var (status, body, _) = await SendAsync("GET", "/photos/missing");
        Assert.Equal(HttpStatusCode.NotFound, status);
        var error = XElement.Parse(body);
        Assert.Equal(["Code", "Message", "Key", "HostId", "RequestId"], error.Elements().Select(element => element.Name.ToString()));
        Assert.Equal(
            ("NoSuchKey", "The specified key does not exist.", "missing"),
            (error.Element("Code")!.Value, error.Element("Message")!.Value, error.Element("Key")!.Value)
        );
    }

    [Theory]
    [InlineData("bytes=0-0", 206, "H")]
    [InlineData("bytes=1-", 206, "ello")]
    [InlineData("bytes=-2", 206, "lo")]
    [InlineData("bytes=-9", 206, "Hello")]
    [InlineData("bytes=3-900", 206, "lo")]
    [InlineData("bytes=0-1,3-4", 200, "Hello")]
    [InlineData("bytes=3-1", 200, "Hello")]
    [InlineData("bytes=x", 200, "Hello")]
    [InlineData("lines=0-1", 200, "Hello")]
    [InlineData("bytes=5-", 416, null)]
    [InlineData("bytes=-0", 416, null)]
    public async Task A_range_is_served_ignored_or_rejected(string range, int status, string? content)
    {
        var (actual, body, _) = await SendAsync("GET", "/photos/a", null, ("Range", range));
        Assert.Equal(status, (int)actual);
        if (content is not null)
        {
            Assert.Equal(content, body);
        }
        else
        {
            Assert.Contains("<Code>InvalidRange</Code>", body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("x-amz-checksum-crc32", "AAAAAA==", "BadDigest", "The CRC32 you specified did not match the calculated checksum.")]
    [InlineData(
        "x-amz-checksum-crc64nvme",
        "AAAAAAAAAAA=",
        "BadDigest",
        "The CRC64NVME you specified did not match the calculated checksum."
    )]
    [InlineData("x-amz-checksum-sha256", "nonsense", "InvalidRequest", "Value for x-amz-checksum-sha256 header is invalid.")]
    [InlineData("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==", "BadDigest", "The Content-MD5 you specified did not match what we received.")]
    [InlineData("Content-MD5", "nonsense", "InvalidDigest", "The Content-MD5 you specified was invalid.")]
    [InlineData(
        "x-amz-content-sha256",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "XAmzContentSHA256Mismatch",
        "The provided 'x-amz-content-sha256' header does not match what was computed."
    )]
    public async Task Content_with_a_wrong_checksum_is_rejected_and_not_stored(
        string header,
        string value,
        string code,
        string message
    )
    {
        var (status, body, _) = await SendAsync("PUT", "/photos/bad", "Hello", (header, value));
        Assert.Equal(
            (HttpStatusCode.BadRequest, code, message),
            (status, XElement.Parse(body).Element("Code")!.Value, XElement.Parse(body).Element("Message")!.Value)
        );
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("GET", "/photos/bad")).Status);
        Assert.Empty(Directory.GetFiles(_folder["objects/.incoming"]));
    }

    [Theory]
    [InlineData("x-amz-checksum-crc32", "y/Q5Jg==")]
    [InlineData("x-amz-checksum-crc32c", "4waSgw==")]
    [InlineData("x-amz-checksum-crc64nvme", "rosUhgp5mIg=")]
    [InlineData("x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=")]
    [InlineData("Content-MD5", "JfnnlDI7RTiF9RgfG2JNCw==")]
    public async Task Content_with_a_correct_checksum_is_stored(string header, string value) =>
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("PUT", "/photos/good", "123456789", (header, value))).Status);

    [Fact]
    public async Task An_object_without_a_checksum_gets_CRC64NVME()
    {
        var (_, _, headers) = await SendAsync("PUT", "/photos/digits", "123456789");
        // The check value of the CRC catalogue's CRC-64/NVME: AE8B14860A799888.
        Assert.Equal(("rosUhgp5mIg=", "FULL_OBJECT"), (headers["x-amz-checksum-crc64nvme"], headers["x-amz-checksum-type"]));
    }

    [Theory]
    [InlineData("GET", "/photos?list-type=2&max-keys=-1", 400, "InvalidArgument")]
    [InlineData("GET", "/photos?list-type=2&max-keys=x", 400, "InvalidArgument")]
    [InlineData("GET", "/photos?list-type=2&continuation-token=!", 400, "InvalidArgument")]
    [InlineData("GET", "/photos?list-type=2&continuation-token=", 400, "InvalidArgument")]
    [InlineData("GET", "/?max-buckets=0", 400, "InvalidArgument")]
    [InlineData("GET", "/?bucket-region=eu-west-1", 400, "InvalidArgument")]
    [InlineData("GET", "/photos/a?response-content-type=text/html", 400, "InvalidRequest")]
    [InlineData("DELETE", "/photos/a?versionId=x", 400, "InvalidArgument")]
    [InlineData("DELETE", "/photos?publicAccessBlock=", 501, "NotImplemented")]
    [InlineData("GET", "/photos?uploads&encoding-type=rot13", 400, "InvalidArgument")]
    [InlineData("GET", "/photos?encoding-type=rot13", 400, "InvalidArgument")]
    [InlineData("GET", "/photos?acl", 501, "NotImplemented")]
    [InlineData("DELETE", "/photos?lifecycle", 501, "NotImplemented")]
    [InlineData("PUT", "/photos?versioning", 501, "NotImplemented")]
    [InlineData("GET", "/photos?session", 501, "NotImplemented")]
    [InlineData("DELETE", "/photos/a?tagging", 501, "NotImplemented")]
    [InlineData("GET", "/photos/a?uploads", 405, "MethodNotAllowed")]
    [InlineData("PUT", "/No", 400, "InvalidBucketName")]
    [InlineData("PUT", "/192.168.0.1", 400, "InvalidBucketName")]
    [InlineData("GET", "/photos/a?versionId=x", 400, "InvalidArgument")]
    [InlineData("GET", "/photos/a?partNumber=2", 416, "InvalidPartNumber")]
    [InlineData("PUT", "/", 405, "MethodNotAllowed")]
    [InlineData("POST", "/photos?delete", 400, "MalformedXML")]
    [InlineData("PUT", "/photos/a?uploadId=x&partNumber=0", 400, "InvalidArgument")]
    [InlineData("PUT", "/photos/a?uploadId=x&partNumber=1", 404, "NoSuchUpload")]
    public async Task A_wrong_request_is_rejected_with_the_error_of_S3(string method, string path, int status, string code)
    {
        var (actual, body, _) = await SendAsync(method, path, method is "POST" or "PUT" ? "" : null);
        Assert.Equal((status, code), ((int)actual, XElement.Parse(body).Element("Code")!.Value));
    }

    [Fact]
    public async Task Keys_can_contain_dot_segments_and_repeated_slashes()
    {
        foreach (var key in new[] { "../../escape", "a/../b", "./c", "//d", "e/", "%2e%2e/f", "..%2fg" })
        {
            var path = "/photos/" + key;
            Assert.Contains(
                " 200 ",
                await RawAsync($"PUT {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx"),
                StringComparison.Ordinal
            );
            Assert.EndsWith(
                "\r\n\r\nx",
                await RawAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
                StringComparison.Ordinal
            );
        }

        Assert.Equal(
            ["../../escape", "../f", "../g", "./c", "//d", "a", "a/../b", "e/"],
            _emulator.Objects.List("photos", new PromptToImage.AwsEmulator.Objects.ListingQuery()).Objects.Select(entry => entry.Key)
        );
        Assert.All(Directory.GetFiles(Path.GetDirectoryName(_folder.Path)!, "*escape*"), file => Assert.Fail(file));
    }

    [Fact]
    public async Task Keys_longer_than_1024_bytes_are_rejected()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("PUT", "/photos/" + new string('k', 1024), "x")).Status);
        Assert.Contains(
            "<Code>KeyTooLongError</Code>",
            (await SendAsync("PUT", "/photos/" + new string('k', 1025), "x")).Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_incomplete_body_is_not_stored()
    {
        await RawAsync("PUT /photos/cut HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nHell", cutOff: true);
        await RawAsync(
            "PUT /photos/cut HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\nx-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\n"
                + "x-amz-decoded-content-length: 5\r\n\r\n5\r\nHello\r\n",
            cutOff: true
        );
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("GET", "/photos/cut")).Status);
    }

    [Fact]
    public async Task A_client_that_waits_for_100_Continue_receives_it_or_the_error()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _emulator.Endpoint.Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(
            "PUT /photos/b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"u8.ToArray(),
            Cancellation
        );
        var interim = new byte["HTTP/1.1 100 Continue\r\n\r\n".Length];
        await stream.ReadExactlyAsync(interim, Cancellation);
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", Encoding.ASCII.GetString(interim));
        await stream.WriteAsync("Hello"u8.ToArray(), Cancellation);
        Assert.StartsWith("HTTP/1.1 200 OK", await ReadAsync(stream), StringComparison.Ordinal);
        var error = await RawAsync(
            "PUT /no-such-bucket/b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
        );
        Assert.StartsWith("HTTP/1.1 404 Not Found", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_name_can_contain_the_bucket()
    {
        var response = await RawAsync("GET /a HTTP/1.1\r\nHost: photos.s3.localhost\r\nConnection: close\r\n\r\n");
        Assert.EndsWith("\r\n\r\nHello", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_thousand_damaged_requests_get_no_internal_error()
    {
        var random = new Random(20261122);
        string[] requests =
        [
            "GET /photos/a?response-content-type=x&partNumber=1 HTTP/1.1\r\nAuthorization: x\r\nRange: bytes=0-3\r\nIf-Match: \"x\", *\r\nIf-Modified-Since: Sun, 22 Nov 2026 09:21:31 GMT",
            "GET /photos?list-type=2&prefix=a%2F&delimiter=/&max-keys=10&start-after=b&encoding-type=url&continuation-token=YQ== HTTP/1.1\r\nx: y",
            "GET /photos/a?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=x&X-Amz-Date=20261122T092131Z&X-Amz-Expires=600&X-Amz-SignedHeaders=host&X-Amz-Signature=0 HTTP/1.1\r\nx: y",
            "PUT /photos/f HTTP/1.1\r\nContent-MD5: 1B2M2Y8AsgTpgAmY7PhCfg==\r\nx-amz-checksum-crc32: AAAAAA==\r\nx-amz-meta-a: b",
            "PUT /photos/g HTTP/1.1\r\nx-amz-copy-source: /photos/a?versionId=null\r\nx-amz-metadata-directive: REPLACE",
        ];
        for (var round = 0; round < 200; round++)
        {
            // A hundred requests on each connection. The server closes it at the first that is not HTTP.
            var stream = new StringBuilder();
            for (var i = 0; i < 100; i++)
            {
                var letters = requests[random.Next(requests.Length)].ToCharArray();
                letters[random.Next(3, letters.Length)] = " !\"#%&'()*+,-./0189:;<=>?@AZ\\_az~\u007f"[random.Next(34)];
                stream
                    .Append(letters)
                    .Append("\r\nHost: localhost\r\nContent-Length: 0\r\n")
                    .Append(i == 99 ? "Connection: close\r\n\r\n" : "\r\n");
            }

            Assert.DoesNotContain("HTTP/1.1 500", await RawAsync(stream.ToString()), StringComparison.Ordinal);
        }

        Assert.Equal("Hello", (await SendAsync("GET", "/photos/a")).Body);
    }

    [Theory]
    [InlineData("PUT /photos/empty HTTP/1.1\r\nContent-Length: 0", 200)]
    [InlineData("PUT /photos/empty HTTP/1.1", 411)]
    [InlineData("PUT /missing/b HTTP/1.1\r\nContent-Length: 5", 404)]
    [InlineData("PUT /photos/b HTTP/1.1\r\nContent-Length: 5\r\nContent-MD5: x", 400)]
    public async Task The_connection_is_closed_when_a_client_that_expects_100_Continue_gets_a_final_response(string request, int status)
    {
        // The server closes the connection, or the read never ends and the test is cancelled.
        var response = await RawAsync($"{request}\r\nHost: localhost\r\nExpect: 100-continue\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status} ", response, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_page_cannot_run_as_script_of_the_console()
    {
        await SendAsync("PUT", "/photos/page", "<script>", ("Content-Type", "text/html"));
        foreach (var path in new[] { "/photos/page", "/photos/missing", "/photos" })
        {
            var (_, _, headers) = await SendAsync("GET", path);
            Assert.Equal(("sandbox", "nosniff"), (headers["Content-Security-Policy"], headers["X-Content-Type-Options"]));
        }
    }

    [Fact]
    public async Task A_link_of_another_site_to_an_object_is_rejected()
    {
        var (status, _, _) = await SendAsync("GET", "/photos/a", null, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"));
        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Theory]
    [InlineData("AWSAccessKeyId=x&Signature=y&Expires=253402300799&content-type=text%2Fx&content-md5=CY9rzUYh03PK3k6DJie09g%3D%3D")]
    [InlineData(
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=x&X-Amz-Date=99991231T235959Z&X-Amz-Expires=604800&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature=0&x-id=PutObject&content-type=text%2Fx&x-amz-checksum-crc32=AAAAAA%3D%3D&x-amz-sdk-checksum-algorithm=CRC32"
    )]
    public async Task Headers_in_the_query_of_a_presigned_upload_are_honoured_and_unknown_parameters_ignored(string query)
    {
        var (status, body, _) = await SendAsync("PUT", $"/photos/p?{query}&x-amz-meta-Who=me&unknown=1", "test");
        Assert.Equal((HttpStatusCode.OK, ""), (status, body));
        var (_, _, headers) = await SendAsync("GET", "/photos/p");
        Assert.Equal(("text/x", "me"), (headers["Content-Type"], headers["x-amz-meta-who"]));
    }

    [Fact]
    public async Task The_digest_in_the_query_of_a_presigned_upload_is_checked()
    {
        const string query = "AWSAccessKeyId=x&Signature=y&Expires=253402300799&content-md5=CY9rzUYh03PK3k6DJie09g%3D%3D";
        Assert.Contains("<Code>BadDigest</Code>", (await SendAsync("PUT", $"/photos/p?{query}", "other")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0-2", "InvalidArgument")]
    [InlineData("bytes=0", "InvalidArgument")]
    [InlineData("bytes=0-", "InvalidArgument")]
    [InlineData("bytes=-2", "InvalidArgument")]
    [InlineData("bytes=2-1", "InvalidArgument")]
    [InlineData("bytes=0-1,3-4", "InvalidArgument")]
    [InlineData("bytes=0-5", "InvalidRange")]
    [InlineData("bytes=1-3", null)]
    public async Task A_range_of_UploadPartCopy_must_be_well_formed_and_inside_the_object(string range, string? code)
    {
        var upload = await CreateUploadAsync();
        var (_, body, _) = await SendAsync(
            "PUT",
            $"/photos/m?uploadId={upload}&partNumber=1",
            "",
            ("x-amz-copy-source", "photos/a"),
            ("x-amz-copy-source-range", range)
        );
        Assert.Equal(code, XElement.Parse(body).Element("Code")?.Value);
        Assert.Equal(code is null ? 1 : 0, Regex.Count((await SendAsync("GET", $"/photos/m?uploadId={upload}")).Body, "<Size>3</Size>"));
    }

    [Theory]
    [InlineData("SHA256", "FULL_OBJECT", "The FULL_OBJECT checksum type cannot be used with the sha256 checksum algorithm.")]
    [InlineData("CRC64NVME", "COMPOSITE", "The COMPOSITE checksum type cannot be used with the crc64nvme checksum algorithm.")]
    [InlineData("CRC32", "OTHER", "Value for x-amz-checksum-type header is invalid.")]
    [InlineData(null, "COMPOSITE", "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.")]
    [InlineData(
        "MD5",
        null,
        "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"
    )]
    public async Task An_invalid_checksum_of_an_upload_is_rejected(string? algorithm, string? type, string message)
    {
        var (status, body, _) = await SendAsync(
            "POST",
            "/photos/m?uploads",
            "",
            ("x-amz-checksum-algorithm", algorithm ?? ""),
            ("x-amz-checksum-type", type ?? "")
        );
        Assert.Equal((HttpStatusCode.BadRequest, message), (status, XElement.Parse(body).Element("Message")?.Value));
    }

    [Theory]
    [InlineData("COMPOSITE", "2H9+DA==", "", "", "The upload was created using a crc32 checksum. The complete request must include the checksum for each part. It was missing for part 1 in the request.")]
    [InlineData("COMPOSITE", "2H9+DA==", "AAAAAA==", "", "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.")]
    [InlineData("FULL_OBJECT", "2H9+DA==", "", "x-amz-checksum-crc32: AAAAAA==", "The CRC32 you specified did not match the calculated checksum.")]
    [InlineData("FULL_OBJECT", "2H9+DA==", "", "x-amz-checksum-sha1: qUqP5cyxm6YcTAhz05Hph5gvu9M=", "Checksum Type mismatch occurred, expected checksum Type: crc32, actual checksum Type: sha1")]
    [InlineData("FULL_OBJECT", "2H9+DA==", "", "x-amz-checksum-type: COMPOSITE", "The upload was created using the FULL_OBJECT checksum mode. The complete request must use the same checksum mode.")]
    [InlineData("FULL_OBJECT", "2H9+DA==", "", "x-amz-mp-object-size: 5", "The provided 'x-amz-mp-object-size' header does not match what was computed")]
    [InlineData("FULL_OBJECT", "2H9+DA==", "", "x-amz-mp-object-size: 4", null)]
    [InlineData("FULL_OBJECT", "", "", "x-amz-checksum-crc32: 2H9+DA==", null)]
    [InlineData("COMPOSITE", "", "2H9+DA==", "", null)]
    public async Task Checksums_and_size_of_a_completed_upload_are_checked(string type, string part, string listed, string header, string? message)
    {
        var upload = await CreateUploadAsync(("x-amz-checksum-algorithm", "CRC32"), ("x-amz-checksum-type", type));
        var path = $"/photos/m?uploadId={upload}";
        var (_, _, stored) = await SendAsync("PUT", path + "&partNumber=1", "test", ("x-amz-checksum-crc32", part));
        var checksum = listed.Length > 0 ? $"<ChecksumCRC32>{listed}</ChecksumCRC32>" : "";
        var (_, body, _) = await SendAsync(
            "POST",
            path,
            "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber>"
                + $"<ETag>{stored["ETag"]}</ETag>{checksum}</Part></CompleteMultipartUpload>",
            header.Split(": ") is [var name, var value] ? [(name, value)] : []
        );
        Assert.Equal(message, XElement.Parse(body).Element("Message")?.Value);
    }

    [Fact]
    public async Task A_part_with_another_checksum_algorithm_than_its_upload_is_rejected()
    {
        var upload = await CreateUploadAsync(("x-amz-checksum-algorithm", "SHA256"));
        var (_, body, _) = await SendAsync(
            "PUT",
            $"/photos/m?uploadId={upload}&partNumber=1",
            "test",
            ("x-amz-checksum-crc32", "2H9+DA==")
        );
        Assert.Equal(
            "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: crc32",
            XElement.Parse(body).Element("Message")?.Value
        );
    }

    [Theory]
    [InlineData("deflate, gzip", "deflate, gzip")]
    [InlineData("gzip, aws-chunked", "gzip")]
    [InlineData("aws-chunked, gzip", "gzip")]
    [InlineData("aws-chunked, aws-chunked", null)]
    public async Task The_content_encoding_is_stored_as_it_was_written_without_aws_chunked(string sent, string? stored)
    {
        await SendAsync("PUT", "/photos/e", "x", ("Content-Encoding", sent));
        Assert.Equal(stored, (await SendAsync("GET", "/photos/e")).Headers.GetValueOrDefault("Content-Encoding"));
    }

    [Theory]
    [InlineData("us-east-1", "InvalidLocationConstraint")]
    [InlineData("eu-west-1", "IllegalLocationConstraintException")]
    [InlineData("", null)]
    public async Task A_bucket_is_created_in_the_region_of_the_emulator_only(string location, string? code)
    {
        var (_, body, _) = await SendAsync(
            "PUT",
            "/located",
            $"<CreateBucketConfiguration><LocationConstraint>{location}</LocationConstraint></CreateBucketConfiguration>"
        );
        Assert.Equal(code, body.Length == 0 ? null : XElement.Parse(body).Element("Code")!.Value);
    }

    [Fact]
    public async Task Listed_buckets_have_a_region_if_the_request_has_a_parameter()
    {
        Assert.DoesNotContain("BucketRegion", (await SendAsync("GET", "/")).Body, StringComparison.Ordinal);
        Assert.Contains(
            "<BucketRegion>us-east-1</BucketRegion>",
            (await SendAsync("GET", "/?bucket-region=us-east-1")).Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_elements_of_DeleteObjects_are_bounded_before_they_are_read()
    {
        var nested = new StringBuilder("<Delete>").Insert(8, "<Object>", 200_000).ToString();
        Assert.Contains("MalformedXML", (await SendAsync("POST", "/photos?delete", nested)).Body, StringComparison.Ordinal);
        var unknown = "<Delete><Object><Key>a</Key><Other>x</Other></Object></Delete>";
        Assert.Contains("Delete/Object/Other", (await SendAsync("POST", "/photos?delete", unknown)).Body, StringComparison.Ordinal);
        var many = new StringBuilder("<Delete>").Insert(8, "<Object><Key>a</Key></Object>", 1002).Append("</Delete>").ToString();
        Assert.Contains("MalformedXML", (await SendAsync("POST", "/photos?delete", many)).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("GET", "/photos/a")).Status);
    }

    [Fact]
    public async Task DeleteObjects_checks_its_checksum_and_the_etag_and_version_of_each_object()
    {
        const string delete =
            "<Delete><Object><Key>a</Key><ETag>x</ETag></Object><Object><Key>a</Key><VersionId>v</VersionId></Object></Delete>";
        Assert.Contains(
            "BadDigest",
            (await SendAsync("POST", "/photos?delete", delete, ("x-amz-checksum-crc32", "AAAAAA=="))).Body,
            StringComparison.Ordinal
        );
        var (_, body, _) = await SendAsync("POST", "/photos?delete", delete);
        Assert.Equal(["PreconditionFailed", "InvalidArgument"], Regex.Matches(body, "<Code>(.*?)<").Select(match => match.Groups[1].Value));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("GET", "/photos/a")).Status);
    }

    private async Task<string> CreateUploadAsync(params (string Name, string Value)[] headers)
    {
        var (_, body, _) = await SendAsync("POST", "/photos/m?uploads", "", headers);
        return XElement.Parse(body).Elements().Single(element => element.Name.LocalName == "UploadId").Value;
    }

    private async Task<(HttpStatusCode Status, string Body, Dictionary<string, string> Headers)> SendAsync(
        string method,
        string path,
        string? body = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_emulator.Endpoint, path).ToString());
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _http.SendAsync(request, Cancellation);
        var all = response
            .Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation), all);
    }

    /// <summary>Sends a request as it is; returns everything that the server sends until it closes the connection.</summary>
    private async Task<string> RawAsync(string request, bool cutOff = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _emulator.Endpoint.Port, Cancellation);
        var stream = client.GetStream();
        var responses = ReadAsync(stream);
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(request), Cancellation);
            if (cutOff)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (IOException)
        {
            // The server has closed the connection after a response. The response is read nevertheless.
        }

        return await responses;
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        using var bytes = new MemoryStream();
        try
        {
            await stream.CopyToAsync(bytes, Cancellation);
        }
        catch (IOException)
        {
            // The server has reset the connection. The bytes before that count.
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
