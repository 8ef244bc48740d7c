using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util;

namespace AwsProtocols.Endpoints;

/// <summary>Gathers region and endpoint settings of a request for the endpoint rules, under the rules' own names.</summary>
internal sealed class StandardEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var config = requestContext.ClientConfig;
        return new EndpointParameters
        {
            ["Region"] = requestContext.Request.AlternateEndpoint?.SystemName ?? Region(config),
            ["Endpoint"] = config.ServiceURL,
            ["UseDualStack"] = config.UseDualstackEndpoint,
            ["UseFIPS"] = config.UseFIPSEndpoint,
        };
    }

    /// <summary>A configured endpoint URL clears the region; then the signing region or the URL itself tells it.</summary>
    private static string? Region(IClientConfig config)
    {
        var region = config.RegionEndpoint?.SystemName;
        if (region is null && !string.IsNullOrEmpty(config.ServiceURL))
        {
            region = string.IsNullOrEmpty(config.AuthenticationRegion)
                ? RegionEndpoint.GetBySystemName(AWSSDKUtils.DetermineRegion(config.ServiceURL)).SystemName
                : config.AuthenticationRegion;
        }

        return region == "us-east-1-regional" ? "us-east-1" : region;
    }
}
