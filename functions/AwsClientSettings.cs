using Amazon;
using Amazon.Runtime;

namespace PromptToImage.Functions;

/// <summary>Configures AWS clients from the host's settings, under the names that AWS's SDKs use.</summary>
internal static class AwsClientSettings
{
    /// <summary>For a custom endpoint, which does not check signatures: requests are not signed.</summary>
    private static readonly AnonymousAWSCredentials NoCredentials = new();

    /// <summary>Sets the region and the endpoint.</summary>
    /// <param name="service">The service in names of settings: <c>SQS</c>, <c>SFN</c>, <c>BEDROCK_RUNTIME</c>.</param>
    /// <param name="region">The region; null selects AWS_REGION.</param>
    public static TConfig Configure<TConfig>(
        TConfig config,
        IReadOnlyDictionary<string, string> settings,
        string service,
        string? region = null
    )
        where TConfig : ClientConfig
    {
        region ??= settings.GetValueOrDefault("AWS_REGION");
        if (Endpoint(settings, service) is { } endpoint)
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = region ?? "us-east-1";
        }
        else if (region is not null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        return config;
    }

    /// <summary>
    /// Credentials from the settings; null selects the SDK's default credential chain. Where other services have a custom endpoint, the
    /// credentials are for these endpoints only.
    /// </summary>
    public static AWSCredentials? Credentials(IReadOnlyDictionary<string, string> settings, string service)
    {
        if (Endpoint(settings, service) is null && settings.Keys.Any(IsEndpoint))
        {
            return null;
        }

        if (
            settings.GetValueOrDefault("AWS_ACCESS_KEY_ID") is { Length: > 0 } id
            && settings.GetValueOrDefault("AWS_SECRET_ACCESS_KEY") is { Length: > 0 } secret
        )
        {
            return settings.GetValueOrDefault("AWS_SESSION_TOKEN") is { Length: > 0 } token
                ? new SessionAWSCredentials(id, secret, token)
                : new BasicAWSCredentials(id, secret);
        }

        return Endpoint(settings, service) is null ? null : NoCredentials;
    }

    private static bool IsEndpoint(string name) => name.StartsWith("AWS_ENDPOINT_URL", StringComparison.Ordinal);

    private static string? Endpoint(IReadOnlyDictionary<string, string> settings, string service) =>
        settings.GetValueOrDefault($"AWS_ENDPOINT_URL_{service}") is { Length: > 0 } own ? own
        : settings.GetValueOrDefault("AWS_ENDPOINT_URL") is { Length: > 0 } shared ? shared
        : null;
}
