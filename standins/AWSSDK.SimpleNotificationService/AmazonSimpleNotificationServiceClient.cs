using Amazon.Runtime;
using AwsProtocols;

namespace Amazon.SimpleNotificationService;

/// <summary>A client of Amazon SNS. Its operations are in the other part of this class.</summary>
public partial class AmazonSimpleNotificationServiceClient : ServiceClient, IAmazonSimpleNotificationService
{
    public AmazonSimpleNotificationServiceClient()
        : base(new AmazonSimpleNotificationServiceConfig()) { }

    public AmazonSimpleNotificationServiceClient(RegionEndpoint region)
        : base(new AmazonSimpleNotificationServiceConfig { RegionEndpoint = region }) { }

    public AmazonSimpleNotificationServiceClient(AmazonSimpleNotificationServiceConfig config)
        : base(config) { }

    public AmazonSimpleNotificationServiceClient(AWSCredentials credentials)
        : this(credentials, new AmazonSimpleNotificationServiceConfig()) { }

    public AmazonSimpleNotificationServiceClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonSimpleNotificationServiceConfig { RegionEndpoint = region }) { }

    public AmazonSimpleNotificationServiceClient(AWSCredentials credentials, AmazonSimpleNotificationServiceConfig clientConfig)
        : base(credentials, clientConfig) { }

    public AmazonSimpleNotificationServiceClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonSimpleNotificationServiceConfig()) { }

    public AmazonSimpleNotificationServiceClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonSimpleNotificationServiceConfig { RegionEndpoint = region }) { }

    public AmazonSimpleNotificationServiceClient(
        string awsAccessKeyId,
        string awsSecretAccessKey,
        AmazonSimpleNotificationServiceConfig clientConfig
    )
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonSimpleNotificationServiceClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonSimpleNotificationServiceConfig()) { }

    public AmazonSimpleNotificationServiceClient(
        string awsAccessKeyId,
        string awsSecretAccessKey,
        string awsSessionToken,
        RegionEndpoint region
    )
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonSimpleNotificationServiceConfig { RegionEndpoint = region })
    { }

    public AmazonSimpleNotificationServiceClient(
        string awsAccessKeyId,
        string awsSecretAccessKey,
        string awsSessionToken,
        AmazonSimpleNotificationServiceConfig clientConfig
    )
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }
}
