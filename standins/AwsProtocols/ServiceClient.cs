using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using AwsProtocols.Endpoints;

namespace AwsProtocols;

/// <summary>
/// The base of every service client: AWSSDK.Core's pipeline (credentials, signing, retries, HTTP) with
/// the endpoint rules and the authentication that all these services share.
/// </summary>
public abstract class ServiceClient : AmazonServiceClient
{
    protected ServiceClient(ServiceConfig config)
        : base(config) { }

    protected ServiceClient(AWSCredentials credentials, ServiceConfig config)
        : base(credentials, config) { }

    protected ServiceClient(string awsAccessKeyId, string awsSecretAccessKey, ServiceConfig config)
        : base(awsAccessKeyId, awsSecretAccessKey, config) { }

    protected ServiceClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, ServiceConfig config)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, config) { }

    /// <summary>Read from the configuration, because the base constructor calls this before any field of this class is set.</summary>
    protected override IServiceMetadata ServiceMetadata => new ServiceMetadata(((ClientConfig)Config).ServiceId);

    /// <summary>The endpoint that a request would go to.</summary>
    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new StandardEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureVersion4Handler());
    }

    /// <summary>Sends one request through the pipeline. The operation writes the request and reads the response.</summary>
    protected Task<TResponse> InvokeAsync<TResponse>(
        AmazonWebServiceRequest request,
        IOperation<TResponse> operation,
        CancellationToken cancellationToken
    )
        where TResponse : AmazonWebServiceResponse, new()
    {
        ArgumentNullException.ThrowIfNull(operation);
        var options = new InvokeOptions
        {
            RequestMarshaller = operation.RequestMarshaller,
            ResponseUnmarshaller = operation.ResponseUnmarshaller,
        };
        return InvokeAsync<TResponse>(request, options, cancellationToken);
    }
}
