using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Amazon.StepFunctions;

namespace PromptToImage.Client.Connection;

/// <summary>The SDK's clients. Each is created on first use, because <c>send</c> needs only one.</summary>
internal sealed class ServiceClients(ConnectionSettings settings) : IDisposable
{
    /// <summary>The emulator accepts any credentials, and real ones must not be sent to it.</summary>
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
        // A runner that does not run now will not run after the SDK's retries either.
        if (settings.IsLocal)
        {
            config.MaxErrorRetry = 1;
        }

        return config;
    }
}
