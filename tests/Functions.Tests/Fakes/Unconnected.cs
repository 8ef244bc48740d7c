using Amazon.Runtime;

namespace PromptToImage.Functions.Tests.Fakes;

/// <summary>
/// Configures clients whose operations a fake overrides. Other operations fail to connect, because nothing listens on the port. Fakes
/// derive from clients because the interfaces have many operations, which differ between the SDK and the stand-ins.
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
