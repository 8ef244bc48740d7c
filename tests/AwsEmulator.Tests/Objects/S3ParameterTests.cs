using System.Text;
using System.Xml.Linq;
using PromptToImage.AwsEmulator.Objects.Wire;

namespace PromptToImage.AwsEmulator.Tests.Objects;

/// <summary>
/// Every parameter of every offered operation, from AWS's service model, is honoured, documented as without effect, or rejected by name.
/// </summary>
public sealed class S3ParameterTests : IAsyncLifetime
{
    private static readonly List<Parameter> Parameters =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Objects", "s3-parameters.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' '))
            .Select(fields => new Parameter(fields[0], fields[1], fields[2])),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private Emulator _emulator = null!;

    public static TheoryData<string> Operations => [.. Parameters.Select(parameter => parameter.Operation).Distinct()];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await Emulator.StartAsync(new EmulatorOptions { DataFolder = _folder.Path, Port = 0 }, Cancellation);
        await _emulator.Objects.CreateBucketAsync("photos");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task No_parameter_is_silently_ignored(string operation)
    {
        var documentation = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "fidelity.md"), Cancellation);
        foreach (var parameter in Parameters.Where(parameter => parameter.Operation == operation))
        {
            if (OperationParameters.IsHonoured(operation, parameter.Name))
            {
                continue;
            }

            if (OperationParameters.WithoutEffect.Contains(parameter.Name))
            {
                Assert.Contains($"`{parameter.Name}`", documentation, StringComparison.Ordinal);
                continue;
            }

            using var request = await RequestAsync(parameter);
            using var response = await _http.SendAsync(request, Cancellation);
            Assert.True((int)response.StatusCode == 501, $"{parameter}: {response.StatusCode}");
            if (request.Method != HttpMethod.Head)
            {
                var error = XElement.Parse(await response.Content.ReadAsStringAsync(Cancellation));
                Assert.Contains(parameter.Name, error.Element("Message")!.Value, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Theory]
    [InlineData("x-amz-acl", "private", 200)]
    [InlineData("x-amz-acl", "public-read", 501)]
    [InlineData("x-amz-storage-class", "STANDARD", 200)]
    [InlineData("x-amz-storage-class", "GLACIER", 501)]
    [InlineData("x-amz-server-side-encryption", "AES256", 200)]
    [InlineData("x-amz-server-side-encryption", "aws:kms", 501)]
    [InlineData("x-amz-request-payer", "requester", 200)]
    [InlineData("x-amz-expected-bucket-owner", "000000000000", 200)]
    [InlineData("x-amz-expected-bucket-owner", "111122223333", 403)]
    [InlineData("x-amz-tagging", "a=b", 501)]
    [InlineData("x-amz-unheard-of", "x", 501)]
    public async Task A_parameter_is_accepted_with_the_values_that_describe_the_emulator(string name, string value, int status)
    {
        foreach (var inQuery in new[] { false, true })
        {
            var query = inQuery ? $"?AWSAccessKeyId=x&Signature=y&Expires=253402300799&{name}={Uri.EscapeDataString(value)}" : "";
            using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(_emulator.Endpoint, "/photos/a" + query));
            request.Content = new StringContent("x");
            if (!inQuery)
            {
                request.Headers.Add(name, value);
            }

            using var response = await _http.SendAsync(request, Cancellation);
            Assert.Equal(status, (int)response.StatusCode);
        }
    }

    private async Task<HttpRequestMessage> RequestAsync(Parameter parameter)
    {
        var (method, target) = parameter.Operation switch
        {
            "AbortMultipartUpload" => ("DELETE", "/photos/a?uploadId=u"),
            "CompleteMultipartUpload" => ("POST", "/photos/a?uploadId=" + await CreateUploadAsync()),
            "CopyObject" => ("PUT", "/photos/b"),
            "CreateBucket" => ("PUT", "/other"),
            "CreateMultipartUpload" => ("POST", "/photos/a?uploads"),
            "DeleteBucket" => ("DELETE", "/photos"),
            "DeleteObject" => ("DELETE", "/photos/a"),
            "DeleteObjects" => ("POST", "/photos?delete"),
            "GetBucketLocation" => ("GET", "/photos?location"),
            "GetBucketVersioning" => ("GET", "/photos?versioning"),
            "GetObject" => ("GET", "/photos/a"),
            "HeadBucket" => ("HEAD", "/photos"),
            "HeadObject" => ("HEAD", "/photos/a"),
            "ListBuckets" => ("GET", "/"),
            "ListMultipartUploads" => ("GET", "/photos?uploads"),
            "ListObjects" => ("GET", "/photos"),
            "ListObjectsV2" => ("GET", "/photos?list-type=2"),
            "ListParts" => ("GET", "/photos/a?uploadId=u"),
            "PutObject" => ("PUT", "/photos/a"),
            "UploadPart" or "UploadPartCopy" => ("PUT", "/photos/a?uploadId=u&partNumber=1"),
            var other => throw new InvalidOperationException($"No request for {other}."),
        };
        if (parameter.Location == "query")
        {
            target += $"{(target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{parameter.Name}=other";
        }

        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_emulator.Endpoint, target));
        if (parameter.Operation is "CopyObject" or "UploadPartCopy")
        {
            request.Headers.Add("x-amz-copy-source", "photos/a");
        }

        if (parameter.Location == "header")
        {
            request.Headers.Add(parameter.Name, "other");
        }

        if (method is "PUT" or "POST")
        {
            request.Content = new ByteArrayContent(parameter.Location == "body" ? Body(parameter.Name) : []);
        }

        return request;
    }

    private async Task<string> CreateUploadAsync()
    {
        using var response = await _http.PostAsync(new Uri(_emulator.Endpoint, "/photos/a?uploads"), null, Cancellation);
        var result = XElement.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        return result.Elements().Single(element => element.Name.LocalName == "UploadId").Value;
    }

    private static byte[] Body(string path) =>
        Encoding.UTF8.GetBytes(path.Split('/').Reverse().Aggregate("other", (content, name) => $"<{name}>{content}</{name}>"));

    /// <summary>A parameter of an operation.</summary>
    /// <param name="Location">Where requests contain it: <c>header</c>, <c>query</c> or <c>body</c>.</param>
    /// <param name="Name">The name of the header or query parameter, or the path of the element.</param>
    private sealed record Parameter(string Operation, string Location, string Name);
}
