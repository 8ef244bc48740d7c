using AwsProtocols;

namespace Amazon.StepFunctions;

/// <summary>Settings of an <see cref="AmazonStepFunctionsClient"/>.</summary>
public class AmazonStepFunctionsConfig : ServiceConfig
{
    private static readonly ServiceDescription Service = new("SFN", "states", "states", "2016-11-23", "4.0.100", "us-gov-west-1");

    public AmazonStepFunctionsConfig()
        : base(Service) { }

    /// <summary>As in the service's model; names <c>AWS_ENDPOINT_URL_SFN</c>.</summary>
    public static new string ServiceId => Service.ServiceId;
}
