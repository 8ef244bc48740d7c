using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace AwsProtocols.Endpoints;

/// <summary>
/// The endpoint rules that these services share: a configured URL unchanged, or
/// <c>https://{prefix}[-fips].{region}.{suffix}</c>, where the suffix is the partition's.
/// </summary>
internal sealed class StandardEndpointProvider(ServiceDescription service) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var region = (string?)parameters["Region"];
        var url = (string?)parameters["Endpoint"];
        var dualStack = parameters["UseDualStack"] is true;
        var fips = parameters["UseFIPS"] is true;
        if (!string.IsNullOrEmpty(url))
        {
            Refuse(fips, "Invalid Configuration: FIPS and custom endpoint are not supported");
            Refuse(dualStack, "Invalid Configuration: Dualstack and custom endpoint are not supported");
            return At(url);
        }

        if (string.IsNullOrEmpty(region))
        {
            throw new AmazonClientException("Invalid Configuration: Missing Region");
        }

        var partition = Fn.Partition(region);
        Refuse(fips && !partition.supportsFIPS, "FIPS is enabled but this partition does not support FIPS");
        Refuse(dualStack && !partition.supportsDualStack, "DualStack is enabled but this partition does not support DualStack");
        var plain = !fips || (!dualStack && service.PlainFipsRegions.Contains(region));
        var host = plain ? service.EndpointPrefix : service.EndpointPrefix + "-fips";
        return At($"https://{host}.{region}.{(dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}");
    }

    private static Endpoint At(string url) => new Endpoint(url, string.Empty, string.Empty);

    private static void Refuse(bool condition, string reason)
    {
        if (condition)
        {
            throw new AmazonClientException(reason);
        }
    }
}
