using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.BedrockRuntime;

/// <summary>
/// The operations of Amazon Bedrock Runtime that are offered here. The original has more members, so a class
/// that implements this interface would not compile against it.
/// </summary>
public interface IAmazonBedrockRuntime : IAmazonService, IDisposable
{
    Task<InvokeModelResponse> InvokeModelAsync(InvokeModelRequest request, CancellationToken cancellationToken = default);

    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig()
    {
        return new AmazonBedrockRuntimeConfig();
    }

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig)
    {
        if (clientConfig is not AmazonBedrockRuntimeConfig config)
        {
            throw new AmazonClientException("ClientConfig is not of type AmazonBedrockRuntimeConfig to create AmazonBedrockRuntimeClient");
        }

        return awsCredentials is null ? new AmazonBedrockRuntimeClient(config) : new AmazonBedrockRuntimeClient(awsCredentials, config);
    }
}
