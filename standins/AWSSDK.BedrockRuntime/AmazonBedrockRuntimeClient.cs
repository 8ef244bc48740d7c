using Amazon.Runtime;
using AwsProtocols;

namespace Amazon.BedrockRuntime;

/// <summary>A client of Amazon Bedrock Runtime. Its operations are in the other part of this class.</summary>
public partial class AmazonBedrockRuntimeClient : ServiceClient, IAmazonBedrockRuntime
{
    public AmazonBedrockRuntimeClient()
        : base(new AmazonBedrockRuntimeConfig()) { }

    public AmazonBedrockRuntimeClient(RegionEndpoint region)
        : base(new AmazonBedrockRuntimeConfig { RegionEndpoint = region }) { }

    public AmazonBedrockRuntimeClient(AmazonBedrockRuntimeConfig config)
        : base(config) { }

    public AmazonBedrockRuntimeClient(AWSCredentials credentials)
        : this(credentials, new AmazonBedrockRuntimeConfig()) { }

    public AmazonBedrockRuntimeClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonBedrockRuntimeConfig { RegionEndpoint = region }) { }

    public AmazonBedrockRuntimeClient(AWSCredentials credentials, AmazonBedrockRuntimeConfig clientConfig)
        : base(credentials, clientConfig) { }

    public AmazonBedrockRuntimeClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonBedrockRuntimeConfig()) { }

    public AmazonBedrockRuntimeClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonBedrockRuntimeConfig { RegionEndpoint = region }) { }

    public AmazonBedrockRuntimeClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonBedrockRuntimeConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonBedrockRuntimeClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonBedrockRuntimeConfig()) { }

    public AmazonBedrockRuntimeClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonBedrockRuntimeConfig { RegionEndpoint = region }) { }

    public AmazonBedrockRuntimeClient(
        string awsAccessKeyId,
        string awsSecretAccessKey,
        string awsSessionToken,
        AmazonBedrockRuntimeConfig clientConfig
    )
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }
}
