using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Amazon.StepFunctions;

namespace PromptToImage.Client.Connection;

/// <summary>The SDK's clients, each made when first used: <c>send</c> needs only the queue's.</summary>
internal sealed class AwsClients(ConnectionSettings settings) : IDisposable
{
    /// <summary>Nobody checks them on this machine, and real ones have no business there.</summary>
    private static readonly BasicAWSCredentials LocalCredentials = new("local", "local");

    private AmazonSQSClient? _queues;
    private AmazonStepFunctionsClient? _executions;
    private AmazonS3Client? _objects;

    public IAmazonSQS Queues =>
        _queues ??= settings.IsLocal
            ? new AmazonSQSClient(LocalCredentials, Configured(new AmazonSQSConfig()))
            : new AmazonSQSClient(Configured(new AmazonSQSConfig()));

    public IAmazonStepFunctions Executions =>
        _executions ??= settings.IsLocal
            ? new AmazonStepFunctionsClient(LocalCredentials, Configured(new AmazonStepFunctionsConfig()))
            : new AmazonStepFunctionsClient(Configured(new AmazonStepFunctionsConfig()));

    public IAmazonS3 Objects =>
        _objects ??= settings.IsLocal
            ? new AmazonS3Client(LocalCredentials, Configured(new AmazonS3Config { ForcePathStyle = true }))
            : new AmazonS3Client(Configured(new AmazonS3Config { ForcePathStyle = settings.Endpoint is not null }));

    public void Dispose()
    {
        _queues?.Dispose();
        _executions?.Dispose();
        _objects?.Dispose();
    }

    private T Configured<T>(T config)
        where T : ClientConfig
    {
        if (settings.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = settings.Region;
        }
        else if (settings.Region is { } region)
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region);
        }
        // A runner that is not there now will not be there in two seconds either.
        if (settings.IsLocal)
        {
            config.MaxErrorRetry = 1;
        }

        return config;
    }
}
