using AwsProtocols;

namespace Amazon.SQS;

/// <summary>Settings of an <see cref="AmazonSQSClient"/>.</summary>
public class AmazonSQSConfig : ServiceConfig
{
    private static readonly ServiceDescription Service = new(
        "SQS",
        "sqs",
        "sqs",
        "2012-11-05",
        "4.0.100.14",
        "us-gov-east-1",
        "us-gov-west-1"
    );

    public AmazonSQSConfig()
        : base(Service) { }

    /// <summary>As in the service's model; names <c>AWS_ENDPOINT_URL_SQS</c>.</summary>
    public static new string ServiceId => Service.ServiceId;
}
