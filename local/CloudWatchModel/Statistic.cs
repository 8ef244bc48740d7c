namespace PromptToImage.CloudWatchModel;

/// <summary>
/// A statistic of the values of a period, under CloudWatch's name,
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html. Percentiles and trimmed statistics are not
/// offered.
/// </summary>
public enum Statistic
{
    SampleCount,
    Average,
    Sum,
    Minimum,
    Maximum,
}
