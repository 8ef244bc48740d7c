using AwsProtocols;

namespace Amazon.BedrockRuntime;

/// <summary>Settings of an <see cref="AmazonBedrockRuntimeClient"/>.</summary>
public class AmazonBedrockRuntimeConfig : ServiceConfig
{
    private static readonly ServiceDescription Service = new("Bedrock Runtime", "bedrock-runtime", "bedrock", "2023-09-30", "4.0.100");

    public AmazonBedrockRuntimeConfig()
        : base(Service) { }

    /// <summary>As in the service's model; names <c>AWS_ENDPOINT_URL_BEDROCK_RUNTIME</c>.</summary>
    public static new string ServiceId => Service.ServiceId;
}
