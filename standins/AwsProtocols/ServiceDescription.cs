namespace AwsProtocols;

/// <summary>The facts about a service that differ between the clients.</summary>
/// <param name="ServiceId">As in the service's model; names <c>AWS_ENDPOINT_URL_&lt;SERVICE&gt;</c>.</param>
/// <param name="EndpointPrefix">The first label of the service's host names.</param>
/// <param name="SigningName">The service as named in the credential scope of a signature.</param>
/// <param name="ApiVersion">The model's version, a date.</param>
/// <param name="PackageVersion">The version of the package that the stand-in replaces; part of the user agent.</param>
/// <param name="PlainFipsRegions">Regions whose ordinary endpoint is the FIPS one.</param>
public sealed record ServiceDescription(
    string ServiceId,
    string EndpointPrefix,
    string SigningName,
    string ApiVersion,
    string PackageVersion,
    params string[] PlainFipsRegions
);
