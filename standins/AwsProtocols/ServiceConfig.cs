using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;
using AwsProtocols.Endpoints;
using ExecutionContext = Amazon.Runtime.Internal.ExecutionContext;

namespace AwsProtocols;

/// <summary>The base of every service's configuration class.</summary>
public abstract class ServiceConfig : ClientConfig
{
    private static readonly StandardEndpointResolver Resolver = new();
    private readonly ServiceDescription _service;

    protected ServiceConfig(ServiceDescription service)
        : base(new DefaultConfigurationProvider(DefaultModes.All))
    {
        ArgumentNullException.ThrowIfNull(service);
        _service = service;
        ServiceId = service.ServiceId;
        AuthenticationServiceName = service.SigningName;
        EndpointProvider = new StandardEndpointProvider(service);
        UserAgent = InternalSDKUtils.BuildUserAgentString(service.ServiceId, service.PackageVersion);
    }

    public override string RegionEndpointServiceName => _service.EndpointPrefix;

    public override string ServiceVersion => _service.ApiVersion;

    public override string UserAgent { get; }

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var context = new RequestContext(false)
        {
            ClientConfig = this,
            OriginalRequest = parameters.Request,
            Request = new DefaultRequest(parameters.Request, _service.ServiceId) { AlternateEndpoint = parameters.AlternateEndpoint },
        };
        return Resolver.GetEndpoint(new ExecutionContext(context, null));
    }
}
