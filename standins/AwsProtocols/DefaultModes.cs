using Amazon.Runtime;

namespace AwsProtocols;

/// <summary>
/// The default modes that a configuration can name, with their timeouts.
/// See https://docs.aws.amazon.com/sdkref/latest/guide/feature-smart-config-defaults.html
/// </summary>
internal static class DefaultModes
{
    internal static IReadOnlyList<IDefaultConfiguration> All { get; } =
    [
        Mode(DefaultConfigurationMode.Standard, 3100),
        Mode(DefaultConfigurationMode.InRegion, 1100),
        Mode(DefaultConfigurationMode.CrossRegion, 3100),
        Mode(DefaultConfigurationMode.Mobile, 30_000),
        Mode(DefaultConfigurationMode.Auto, 1100),
    ];

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, int connectMilliseconds)
    {
        return new DefaultConfiguration
        {
            Name = name,
            RetryMode = RequestRetryMode.Standard,
            S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
            ConnectTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
            TlsNegotiationTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
        };
    }
}
