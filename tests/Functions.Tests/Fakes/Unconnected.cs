using Amazon.Runtime;

namespace PromptToImage.Functions.Tests.Fakes;

/// <summary>
/// For clients whose calls are overridden: a call that is not goes to a port where nobody listens. Clients are derived
/// from, not their interfaces implemented: those have operations by the dozen, and not the same in stand-ins.
/// </summary>
internal static class Unconnected
{
    public static BasicAWSCredentials Credentials { get; } = new("test", "test");

    public static TConfig Config<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.ServiceURL = "http://127.0.0.1:9";
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = 0;
        return config;
    }
}
