using AwsProtocols;

namespace Amazon.SimpleNotificationService;

/// <summary>Settings of an <see cref="AmazonSimpleNotificationServiceClient"/>.</summary>
public class AmazonSimpleNotificationServiceConfig : ServiceConfig
{
    private static readonly ServiceDescription Service = new(
        "SNS",
        "sns",
        "sns",
        "2010-03-31",
        "4.0.100.18",
        "us-gov-east-1",
        "us-gov-west-1"
    );

    public AmazonSimpleNotificationServiceConfig()
        : base(Service) { }

    /// <summary>As in the service's model; names <c>AWS_ENDPOINT_URL_SNS</c>.</summary>
    public static new string ServiceId => Service.ServiceId;
}
