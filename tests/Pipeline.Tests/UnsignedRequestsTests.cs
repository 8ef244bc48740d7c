using System.Net.Http.Headers;
using Amazon.Runtime;
using Amazon.SQS;

namespace PromptToImage.Pipeline.Tests;

public sealed class UnsignedRequestsTests
{
    [Fact]
    public async Task A_request_to_this_machine_names_its_access_key_and_has_no_signature() =>
        Assert.Equal(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/unsigned/eu-west-1/local/aws4_request",
            await AuthorizationAsync("http://localhost:4566")
        );

    [Fact]
    public async Task A_request_to_AWS_is_signed() =>
        Assert.Contains("Signature=", await AuthorizationAsync("https://sqs.eu-west-1.amazonaws.com"), StringComparison.Ordinal);

    private static async Task<string> AuthorizationAsync(string endpoint)
    {
        UnsignedRequests.Use();
        using var http = new RecordingHandler();
        using var sqs = new AmazonSQSClient(
            new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
            new AmazonSQSConfig
            {
                ServiceURL = endpoint,
                AuthenticationRegion = "eu-west-1",
                HttpClientFactory = new RecordingFactory(http),
            }
        );
        await sqs.ListQueuesAsync("", TestContext.Current.CancellationToken);
        return Assert.Single(http.Authorization);
    }

    private sealed class RecordingFactory(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }

    private sealed class RecordingHandler : HttpMessageHandler
    {
        public List<string> Authorization { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Authorization.AddRange(request.Headers.GetValues("Authorization"));
            var content = new StringContent("{}", new MediaTypeHeaderValue("application/x-amz-json-1.0"));
            return Task.FromResult(new HttpResponseMessage { Content = content });
        }
    }
}
