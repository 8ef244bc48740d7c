using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;

namespace PromptToImage.AwsEmulator.Tests.Objects;

/// <summary>S3 on the wire: what clients hide, and what only broken ones send.</summary>
public sealed class ObjectsProtocolTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private Emulator _emulator = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await Emulator.StartAsync(new EmulatorOptions { DataFolder = _folder.Path, Port = 0 }, Cancellation);
        await SendAsync("PUT", "/pictures");
        await SendAsync("PUT", "/pictures/a", "Hello", ("x-amz-meta-Who", "me"));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_error_has_s3_s_elements_and_no_namespace()
    {
        var (status, body, _) = await SendAsync("GET", "/pictures/none");
        Assert.Equal(HttpStatusCode.NotFound, status);
        var error = XElement.Parse(body);
        Assert.Equal(["Code", "Message", "Key", "HostId", "RequestId"], error.Elements().Select(element => element.Name.ToString()));
        Assert.Equal(
            ("NoSuchKey", "The specified key does not exist.", "none"),
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
    public async Task A_range_is_cut_ignored_or_refused(string range, int status, string? content)
    {
        var (actual, body, _) = await SendAsync("GET", "/pictures/a", null, ("Range", range));
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
    public async Task Content_that_is_not_what_its_checksum_says_is_refused_and_not_kept(
        string header,
        string value,
        string code,
        string message
    )
    {
        var (status, body, _) = await SendAsync("PUT", "/pictures/bad", "Hello", (header, value));
        Assert.Equal(
            (HttpStatusCode.BadRequest, code, message),
            (status, XElement.Parse(body).Element("Code")!.Value, XElement.Parse(body).Element("Message")!.Value)
        );
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("GET", "/pictures/bad")).Status);
        Assert.Empty(Directory.GetFiles(_folder["objects/.incoming"]));
    }

    [Theory]
    [InlineData("x-amz-checksum-crc32", "y/Q5Jg==")]
    [InlineData("x-amz-checksum-crc32c", "4waSgw==")]
    [InlineData("x-amz-checksum-crc64nvme", "rosUhgp5mIg=")]
    [InlineData("x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=")]
    [InlineData("Content-MD5", "JfnnlDI7RTiF9RgfG2JNCw==")]
    public async Task Content_that_is_what_its_checksum_says_is_kept(string header, string value) =>
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("PUT", "/pictures/good", "123456789", (header, value))).Status);

    [Fact]
    public async Task Without_a_checksum_the_object_gets_crc64nvme()
    {
        var (_, _, headers) = await SendAsync("PUT", "/pictures/digits", "123456789");
        // The check value of the CRC catalogue's CRC-64/NVME: AE8B14860A799888.
        Assert.Equal(("rosUhgp5mIg=", "FULL_OBJECT"), (headers["x-amz-checksum-crc64nvme"], headers["x-amz-checksum-type"]));
    }

    [Theory]
    [InlineData("GET", "/pictures?list-type=2&max-keys=-1", 400, "InvalidArgument")]
    [InlineData("GET", "/pictures?list-type=2&max-keys=x", 400, "InvalidArgument")]
    [InlineData("GET", "/pictures?list-type=2&continuation-token=!", 400, "InvalidArgument")]
    [InlineData("GET", "/pictures?encoding-type=rot13", 400, "InvalidArgument")]
    [InlineData("GET", "/pictures?acl", 501, "NotImplemented")]
    [InlineData("DELETE", "/pictures?lifecycle", 501, "NotImplemented")]
    [InlineData("PUT", "/pictures?versioning", 501, "NotImplemented")]
    [InlineData("GET", "/pictures?session", 501, "NotImplemented")]
    [InlineData("DELETE", "/pictures/a?tagging", 501, "NotImplemented")]
    [InlineData("GET", "/pictures/a?uploads", 405, "MethodNotAllowed")]
    [InlineData("PUT", "/No", 400, "InvalidBucketName")]
    [InlineData("PUT", "/192.168.0.1", 400, "InvalidBucketName")]
    [InlineData("GET", "/pictures/a?versionId=x", 400, "InvalidArgument")]
    [InlineData("GET", "/pictures/a?partNumber=2", 416, "InvalidPartNumber")]
    [InlineData("PUT", "/", 405, "MethodNotAllowed")]
    [InlineData("POST", "/pictures?delete", 400, "MalformedXML")]
    [InlineData("PUT", "/pictures/a?uploadId=x&partNumber=0", 400, "InvalidArgument")]
    [InlineData("PUT", "/pictures/a?uploadId=x&partNumber=1", 404, "NoSuchUpload")]
    public async Task A_wrong_request_is_refused_by_name(string method, string path, int status, string code)
    {
        var (actual, body, _) = await SendAsync(method, path, method is "POST" or "PUT" ? "" : null);
        Assert.Equal((status, code), ((int)actual, XElement.Parse(body).Element("Code")!.Value));
    }

    [Fact]
    public async Task Keys_of_dots_and_slashes_are_just_keys()
    {
        foreach (var key in new[] { "../../escape", "a/../b", "./c", "//d", "e/", "%2e%2e/f", "..%2fg" })
        {
            var path = "/pictures/" + key;
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
            _emulator.Objects.List("pictures", new PromptToImage.AwsEmulator.Objects.ListingQuery()).Objects.Select(entry => entry.Key)
        );
        Assert.All(Directory.GetFiles(Path.GetDirectoryName(_folder.Path)!, "*escape*"), file => Assert.Fail(file));
    }

    [Fact]
    public async Task Keys_longer_than_a_kilobyte_are_refused()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("PUT", "/pictures/" + new string('k', 1024), "x")).Status);
        Assert.Contains(
            "<Code>KeyTooLongError</Code>",
            (await SendAsync("PUT", "/pictures/" + new string('k', 1025), "x")).Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_body_cut_off_is_not_kept()
    {
        await RawAsync("PUT /pictures/cut HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nHell", cutOff: true);
        await RawAsync(
            "PUT /pictures/cut HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\nx-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\n"
                + "x-amz-decoded-content-length: 5\r\n\r\n5\r\nHello\r\n",
            cutOff: true
        );
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("GET", "/pictures/cut")).Status);
    }

    [Fact]
    public async Task A_client_that_waits_for_100_continue_gets_it_or_the_refusal()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _emulator.Endpoint.Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(
            "PUT /pictures/b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"u8.ToArray(),
            Cancellation
        );
        var goOn = new byte["HTTP/1.1 100 Continue\r\n\r\n".Length];
        await stream.ReadExactlyAsync(goOn, Cancellation);
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", Encoding.ASCII.GetString(goOn));
        await stream.WriteAsync("Hello"u8.ToArray(), Cancellation);
        Assert.StartsWith("HTTP/1.1 200 OK", await ReadAsync(stream), StringComparison.Ordinal);
        var refused = await RawAsync(
            "PUT /no-such-bucket/b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
        );
        Assert.StartsWith("HTTP/1.1 404 Not Found", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_can_stand_in_the_host_name()
    {
        var answer = await RawAsync("GET /a HTTP/1.1\r\nHost: pictures.s3.localhost\r\nConnection: close\r\n\r\n");
        Assert.EndsWith("\r\n\r\nHello", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_thousand_damaged_requests_are_answered_and_never_as_internal_errors()
    {
        var random = new Random(20261122);
        string[] requests =
        [
            "GET /pictures/a?response-content-type=x&partNumber=1 HTTP/1.1\r\nRange: bytes=0-3\r\nIf-Match: \"x\", *\r\nIf-Modified-Since: Sun, 22 Nov 2026 09:21:31 GMT",
            "GET /pictures?list-type=2&prefix=a%2F&delimiter=/&max-keys=10&start-after=b&encoding-type=url&continuation-token=YQ== HTTP/1.1\r\nx: y",
            "GET /pictures/a?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=x&X-Amz-Date=20261122T092131Z&X-Amz-Expires=600&X-Amz-SignedHeaders=host&X-Amz-Signature=0 HTTP/1.1\r\nx: y",
            "PUT /pictures/f HTTP/1.1\r\nContent-MD5: 1B2M2Y8AsgTpgAmY7PhCfg==\r\nx-amz-checksum-crc32: AAAAAA==\r\nx-amz-meta-a: b",
            "PUT /pictures/g HTTP/1.1\r\nx-amz-copy-source: /pictures/a?versionId=null\r\nx-amz-metadata-directive: REPLACE",
        ];
        for (var round = 0; round < 200; round++)
        {
            // A hundred requests on each connection, which ends at the first that is no HTTP.
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

        Assert.Equal("Hello", (await SendAsync("GET", "/pictures/a")).Body);
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

        using var answer = await _http.SendAsync(request, Cancellation);
        var all = answer
            .Headers.Concat(answer.Content.Headers)
            .ToDictionary(pair => pair.Key, pair => string.Join(',', pair.Value), StringComparer.OrdinalIgnoreCase);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation), all);
    }

    /// <summary>Sends bytes as they are; returns all that the server answers until it closes the connection.</summary>
    private async Task<string> RawAsync(string request, bool cutOff = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _emulator.Endpoint.Port, Cancellation);
        var stream = client.GetStream();
        var answers = ReadAsync(stream);
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
            // The server has closed the connection after an answer: what it said is read all the same.
        }

        return await answers;
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
            // Reset by the server: what came before counts.
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
