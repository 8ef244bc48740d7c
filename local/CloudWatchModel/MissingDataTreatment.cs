namespace PromptToImage.CloudWatchModel;

/// <summary>
/// How an alarm treats missing datapoints. CloudWatch writes the names in camel case:
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html.
/// </summary>
public enum MissingDataTreatment
{
    Missing,
    Ignore,
    Breaching,
    NotBreaching,
}
