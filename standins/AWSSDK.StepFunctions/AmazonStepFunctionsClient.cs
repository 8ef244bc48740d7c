using Amazon.Runtime;
using AwsProtocols;

namespace Amazon.StepFunctions;

/// <summary>A client of AWS Step Functions. Its operations are in the other part of this class.</summary>
public partial class AmazonStepFunctionsClient : ServiceClient, IAmazonStepFunctions
{
    public AmazonStepFunctionsClient()
        : base(new AmazonStepFunctionsConfig()) { }

    public AmazonStepFunctionsClient(RegionEndpoint region)
        : base(new AmazonStepFunctionsConfig { RegionEndpoint = region }) { }

    public AmazonStepFunctionsClient(AmazonStepFunctionsConfig config)
        : base(config) { }

    public AmazonStepFunctionsClient(AWSCredentials credentials)
        : this(credentials, new AmazonStepFunctionsConfig()) { }

    public AmazonStepFunctionsClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonStepFunctionsConfig { RegionEndpoint = region }) { }

    public AmazonStepFunctionsClient(AWSCredentials credentials, AmazonStepFunctionsConfig clientConfig)
        : base(credentials, clientConfig) { }

    public AmazonStepFunctionsClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonStepFunctionsConfig()) { }

    public AmazonStepFunctionsClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonStepFunctionsConfig { RegionEndpoint = region }) { }

    public AmazonStepFunctionsClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonStepFunctionsConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonStepFunctionsClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonStepFunctionsConfig()) { }

    public AmazonStepFunctionsClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonStepFunctionsConfig { RegionEndpoint = region }) { }

    public AmazonStepFunctionsClient(
        string awsAccessKeyId,
        string awsSecretAccessKey,
        string awsSessionToken,
        AmazonStepFunctionsConfig clientConfig
    )
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }
}
